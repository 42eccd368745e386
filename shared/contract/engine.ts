import * as v from 'valibot'
import type { Fact } from '../base/fact'
import { call, stream } from './contract'
import { nothing, phrase, problemData, text, whole } from './schemas'

/** What an engine computes on: the processor alone, or an NVIDIA card too. */
const kind = v.picklist(['cpu', 'gpu'])

/** A stage of setting an engine up, and how far it is: bytes where it counts them. Seconds left are absent while nobody can say. */
export const setUpStage = v.object({
  doing: v.picklist(['download', 'check', 'unpack', 'strip', 'build', 'try']),
  done: v.optional(whole),
  of: v.optional(whole),
  secondsLeft: v.optional(v.number()),
  /** Which of so many downloads it is about, where there are several. */
  part: v.optional(v.object({ number: whole, of: whole })),
})
export type SetUpStage = v.InferOutput<typeof setUpStage>

/** An engine that is here, or that can be had. */
export const engineInfo = v.object({
  kind,
  /** `impossible`: it can neither be used nor had here, and `why` says why. */
  state: v.picklist(['ready', 'absent', 'getting', 'impossible']),
  /** Whether something of it is here that is the person's own; what came with the app, or what the environment names, is not removed. */
  removable: v.boolean(),
  /** Bytes to download, bytes that must be free while it is set up, and bytes that it takes here, or that were downloaded for it when it is not made yet. */
  downloadBytes: whole,
  spaceBytes: whole,
  diskBytes: whole,
  why: v.optional(problemData),
  /** While it is set up; absent before the first stage. */
  stage: v.optional(setUpStage),
  /** What the last set-up of it met. */
  problem: v.optional(problemData),
})
export type EngineInfo = v.InferOutput<typeof engineInfo>
const engines = v.array(engineInfo)

const name = v.union([text, phrase])
const fact: v.GenericSchema<unknown, Fact> = v.object({ about: name, state: v.picklist(['ok', 'note', 'missing']), text: v.optional(name), problem: v.optional(problemData), fix: v.optional(phrase) })

/** The engine: what the doctor says, and which there are. One is set up at a time, for every window, and nothing half-made stays of one that is given up. */
export const engineArea = {
  doctor: call(nothing, v.object({ ready: v.boolean(), device: kind, facts: v.array(fact) })),
  /** Both kinds, and both again when something changes. */
  watch: stream(nothing, engines, engines),
  /** Begins to set one up; `watch` tells how it goes. */
  get: call(v.object({ kind }), nothing),
  /** Gives up what is being set up; answers when nothing of it is left. */
  cancel: call(nothing, nothing),
  /** Takes one away that the person has set up, or what was downloaded for it. Throws engineInUse while a network is trained. */
  remove: call(v.object({ kind }), nothing),
}

/** The process that sets one engine up, and ends with it. Whoever lets go of its port gives it up. */
export const installerContract = {
  installer: {
    /** `bundled` is the folder of the engine that comes with the app, if it has one. An engine that is made is to be tried out by whoever started the process, who says how that went. */
    install: stream(v.object({ kind, bundled: v.optional(text) }), nothing, v.variant('is', [v.object({ is: v.literal('stage'), stage: setUpStage }), v.object({ is: v.literal('trial'), binding: text })])),
    tried: call(v.object({ code: v.nullable(v.number()), stdout: text, stderr: text, signal: v.optional(text), failure: v.optional(phrase) }), nothing),
  },
}
