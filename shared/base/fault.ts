import * as v from 'valibot'
import { phrase, type Phrase } from './phrase'
import { faultPhrases } from './phrases/faults'

/** A fault that says all without a detail. */
type PlainFault = { [C in keyof typeof faultPhrases]: Parameters<(typeof faultPhrases)[C]> extends [] ? C : never }[keyof typeof faultPhrases]

/** The message of a schema whose fault does not follow from the schema's kind: a phrase's code, which `faultIn` knows again. */
export function fault(code: PlainFault): string {
  return code
}

/** What is wrong with the value that this issue is about, to stand behind its name. */
export function faultIn({ type, message, received, expected, requirement }: v.BaseIssue<unknown>): Phrase {
  if (Object.hasOwn(faultPhrases, message)) return phrase(message as PlainFault)
  if (received === 'undefined') return phrase('isMissing')
  switch (type) {
    case 'min_value':
      return phrase('mustBeAtLeast', { least: requirement as number })
    case 'max_value':
      return phrase('mustBeAtMost', { most: requirement as number })
    case 'gt_value':
      return phrase('mustBeMoreThan', { than: requirement as number })
    case 'max_length':
      return phrase('mustBeShorter', { most: requirement as number })
    case 'picklist':
      return phrase('mustBeOneOf', { options: plainly(expected) })
    case 'literal':
      return phrase('mustBeThis', { value: plainly(expected) })
    default:
      return Object.hasOwn(byType, type) ? phrase(byType[type]!) : expected === null ? phrase('isNotAsItMustBe') : phrase('mustBeOtherwise', { wanted: expected, have: received })
  }
}

/** The same with the place in the value that it is about. */
export function faultAt(issue: v.BaseIssue<unknown>): Phrase {
  const place = v.getDotPath(issue)
  return place === null ? phrase('atAsAWhole', { fault: faultIn(issue) }) : phrase('at', { place, fault: faultIn(issue) })
}

const byType: Readonly<Record<string, PlainFault>> = {
  number: 'mustBeNumber',
  finite: 'mustBeFinite',
  integer: 'mustBeWhole',
  boolean: 'mustBeYesOrNo',
  tuple: 'mustBePair',
  string: 'mustBeText',
  min_length: 'mustNotBeEmpty',
  array: 'mustBeList',
  object: 'mustBeObject',
  loose_object: 'mustBeObject',
  strict_object: 'mustBeObject',
}

/** The library writes ("a" | "b"); people read a, b. */
function plainly(expected: string | null): string {
  return (expected ?? '').replace(/^\((.*)\)$/, '$1').split(' | ').map((word) => word.replace(/^"(.*)"$/, '$1')).join(', ')
}
