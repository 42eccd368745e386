import type { Trial } from '#electron/engine/setup/outside'
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

export interface InstallerOptions {
  /** Starts the process of one set-up. */
  readonly start: () => Started
  /** Tries the engine out that it made. */
  readonly trial: Trial
  /** The folder of the engine that comes with the app, if it has one. */
  readonly bundled?: string | undefined
}

/** Sets engines up in a process of its own each. */
export function installIn({ start, trial, bundled }: InstallerOptions): Install {
  return (kind, tell) => {
    const gone = new AbortController()
    const { port, onExit } = start()
    const exit = new Promise<Exit>(onExit)
    const { installer } = connect(installerContract, port)
    const over = new Promise<void>((resolve, reject) => {
      installer.install({ kind, bundled }, {
        snapshot: () => undefined,
        event(told) {
          if (told.is === 'stage') tell(told.stage)
          // Where it has ended meanwhile nobody waits for the answer.
          else void trial(told.binding, { environment: {}, signal: gone.signal }).then((ran) => installer.tried(ran)).catch(() => undefined)
        },
        ended(met) {
          if (!met) resolve()
          else if (met.code === 'connectionLost') void exit.then((exit) => reject(problem('installerDied', { how: endInWords(exit) })))
          else reject(new StudioProblem(met))
        },
      })
    })
    const leave = async () => {
      gone.abort()
      port.close()
      await exit
    }
    return { done: over.finally(leave), stop: leave }
  }
}
