import type { EngineKind } from '#electron/engine/setup/pins'
import { problem, StudioProblem } from '#shared/base/problem'
import { connect } from '#shared/contract/client'
import { installerContract, type SetUpStage } from '#shared/contract/engine'
import { endInWords, type Exit, type Started } from './spawner'

/** A set-up under way. */
export interface Installing {
  /** Resolves when the engine is whole; rejects with what kept it from that, also when it was stopped. */
  readonly done: Promise<void>
  /** Gives it up; resolves when the process has ended and nothing half-made is left. */
  stop(): Promise<void>
}

/** Sets an engine up, telling each stage. */
export type Install = (kind: EngineKind, tell: (stage: SetUpStage) => void) => Installing

/** Sets engines up in a process of its own each, which `start` starts. */
export function installIn(start: () => Started): Install {
  return (kind, tell) => {
    const { port, onExit } = start()
    const exit = new Promise<Exit>(onExit)
    const { installer } = connect(installerContract, port)
    const over = new Promise<void>((resolve, reject) => {
      installer.install({ kind }, {
        snapshot: () => undefined,
        event: tell,
        ended(met) {
          if (!met) resolve()
          else if (met.code === 'connectionLost') void exit.then((exit) => reject(problem('installerDied', { how: endInWords(exit) })))
          else reject(new StudioProblem(met))
        },
      })
    })
    const leave = async () => {
      port.close()
      await exit
    }
    return { done: over.finally(leave), stop: leave }
  }
}
