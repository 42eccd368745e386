import type { OpRule } from './op'

/** y = a + b. Both get dy. */
export const add: OpRule<'add'> = ({ g }, a, b) => ({ inputs: [a, b], y: g.binary('AddV2', a, b), gradient: (dy) => [dy, dy] })
