import { whole, type Fields } from '../base/fields'

/** When layers rest, as fields. */
export const freezeFields = {
  from: whole(1, { label: 'From epoch', help: 'The first epoch in which they are frozen, counted from 1', min: 1, max: 100000 }),
  to: whole(0, { label: 'To epoch', help: 'The last epoch in which they are frozen; 0: to the end of the run', min: 0, max: 100000 }),
} satisfies Fields
