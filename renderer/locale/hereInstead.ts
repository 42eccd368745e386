import type { ProblemCode } from '#shared/base/problem'
import type { PhraseCode } from '#shared/base/phrase'
import type { MessageKey } from './en'

/**
 * What to do in the window about a problem whose own hint names a command of the terminal, by the problem's code or by the phrase that mends a fact.
 * What only the terminal can meet is not among them.
 */
export const hereInstead = {
  engineMissing: 'instead.getEngine',
  engineIncomplete: 'instead.nameEngine',
  gpuEngineMissing: 'instead.getGpuEngine',
  gpuEngineNotNamed: 'instead.unsetEngine',
  gpuMissing: 'instead.planDevice',
  gpuNotUsable: 'instead.planDevice',
  diskFilledUp: 'instead.makeRoom',
  networkUnreachable: 'instead.checkConnection',
  downloadFailed: 'instead.getAgain',
  wheelDiffers: 'instead.wheelDiffers',
  compileFailed: 'instead.compiler',
  bindingDoesNotLoad: 'instead.seeSettings',
  setupStopped: 'instead.goOnInSettings',
  engineNotLoaded: 'instead.engineNotLoaded',
  makeAnewWith: 'instead.engineAnew',
  getEngineWith: 'instead.getEngine',
  trainerDied: 'instead.trainerDied',
  runFinished: 'instead.runFinished',
  nothingHeldOut: 'instead.nothingHeldOut',
} as const satisfies { readonly [Code in ProblemCode | PhraseCode]?: MessageKey }
