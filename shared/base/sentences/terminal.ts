import type { Wording } from '../wording'

/** Problems of how the program was called, and faults of its own. */
export const terminalSentences = {
  unknownCommand: (d: { name: string; known: string }) => ({
    sentence: `There is no command '${d.name}'.`,
    hint: `Known are: ${d.known}.`,
  }),
  unknownOption: (d: { option: string; known: string }) => ({
    sentence: `${d.option} is not an option of this command.`,
    hint: `Known are: ${d.known}. --help explains them.`,
  }),
  valueMissing: (d: { option: string }) => ({
    sentence: `${d.option} needs a value.`,
    hint: `Write it as ${d.option} <value>; --help shows examples.`,
  }),
  valueNotWanted: (d: { option: string }) => ({
    sentence: `${d.option} takes no value.`,
    hint: `Write ${d.option} alone.`,
  }),
  badNumber: (d: { option: string; text: string; what: string }) => ({
    sentence: `${d.option} must be ${d.what}, not '${d.text}'.`,
    hint: '--help explains the options.',
  }),
  badWord: (d: { option: string; text: string; words: string }) => ({
    sentence: `${d.option} must be one of ${d.words}, not '${d.text}'.`,
    hint: '--help explains the options.',
  }),
  badSetting: (d: { option: string; setting: string; reason: string; known: string }) => ({
    sentence: `${d.option}: the setting ${d.setting} ${d.reason}.`,
    hint: `Its settings are: ${d.known}. --help shows them.`,
  }),
  optionMissing: (d: { option: string; what: string }) => ({
    sentence: `${d.option} is missing: ${d.what}.`,
    hint: '--help shows examples.',
  }),
  augmentationTwice: (d: { name: string }) => ({
    sentence: `The augmentation ${d.name} is said twice, or said and left out.`,
    hint: 'Say each augmentation once, with all of its settings.',
  }),
  tooManyWords: (d: { word: string }) => ({
    sentence: `'${d.word}' is not understood here.`,
    hint: 'Options begin with --; --help explains them.',
  }),
  notWithResume: (d: { option: string }) => ({
    sentence: `${d.option} cannot be changed when a run goes on.`,
    hint: 'Leave it out, or begin a new run.',
  }),
  internal: (d: { message: Wording }) => ({
    sentence: `Something went wrong inside the program: ${d.message}.`,
    hint: 'This is a fault of VGG Studio, not yours; log.txt in its data folder has the details.',
  }),
}
