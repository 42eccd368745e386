import { expect, it } from 'vitest'
import { augmentations } from '#shared/augment/index'
import { mixings } from '#shared/augment/mixing'
import type { Fields } from '#shared/base/fields'
import { layerKinds } from '#shared/layers/index'
import { freezeFields } from '#shared/plan/freeze'
import { groups } from '#shared/plan/groups'
import { initialisers } from '#shared/plan/initialisers'
import { normalisations } from '#shared/plan/normalisation'
import { optimizers } from '#shared/plan/optimizers'
import { recipes } from '#shared/plan/recipes'
import { schedules } from '#shared/plan/schedules'
import { measuredOn } from '#shared/presets/measured'
import { presets, type Preset } from '#shared/presets/index'
import { views } from '#shared/metrics/views'
import { sizeFields } from '#shared/plan/sizes'
import { trainings } from '#shared/trainings/index'
import type { Training } from '#shared/trainings/training'
import { terms } from '#renderer/locale/terms'
import { optimizerField, planFields, scheduleField } from '#renderer/places/train/planFields'

/** What people of the field call by the same name in both languages. */
const names = new Set([
  'ReLU', 'LeakyReLU', 'ELU', 'GELU', 'SiLU', 'Sigmoid', 'Tanh', 'Softmax', 'Dropout', 'SGD', 'AdamW', 'RMSprop', 'Muon', 'Nesterov', 'Beta 1', 'Beta 2', 'Alpha', 'Epsilon',
  'Xavier', 'He, fan-out', 'He, fan-in', 'MixUp', 'CutMix', 'float32', 'bfloat16',
])

interface Row {
  readonly label: string
  readonly help?: string
  readonly fields?: Fields
}

const wordsOf = ({ label, help, fields = {} }: Row): string[] => [label, ...(help === undefined ? [] : [help]), ...Object.values(fields).flatMap(wordsOfField)]
const wordsOfField = ({ label, help, options = [] }: Fields[string]): string[] => [label, help, ...options.map(String)]
const rows = (table: Readonly<Record<string, Row>>) => Object.values(table).flatMap(wordsOf)

it.each<[string, readonly string[]]>([
  ['layers', rows(layerKinds)],
  ['optimizers', rows(optimizers)],
  ['schedules', rows(schedules)],
  ['start values', Object.values(initialisers).map(({ label }) => label)],
  ['ways to normalise', Object.values(normalisations).map(({ label }) => label)],
  ['groups of parameters', rows(groups)],
  ['recipes', rows(recipes)],
  ['augmentations', rows(augmentations)],
  ['ways of mixing', rows(mixings)],
  ['the plan', [optimizerField, scheduleField].flatMap(({ label, help }) => [label, help])],
  ["the plan's own settings", Object.entries(planFields).flatMap(([name, field]) => (name === 'initialiser' || name === 'normalisation' ? [field.label, field.help] : wordsOfField(field)))],
  ['layers at rest', Object.values(freezeFields).flatMap(wordsOfField)],
  ['sizes of pictures', Object.values(sizeFields).flatMap(wordsOfField)],
  ['views of a picture', rows(views)],
  ['whole trainings', Object.values<Training>(trainings).map(({ help }) => help)],
  ['the machines of measurements', [measuredOn.machine, ...Object.values<Training>(trainings).map(({ evidence }) => evidence.machine)]],
  ['what networks are known to reach', Object.values<Preset>(presets).flatMap(({ expected }) => (expected ? [expected.on] : []))],
])('has Chinese for every word of %s', (_what, words) => {
  expect(words.filter((word) => !names.has(word) && !/\p{Script=Han}/u.test(terms[word] ?? ''))).toEqual([])
})
