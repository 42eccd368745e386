import { asProblem } from '#shared/base/problem'
import type { Teller } from '#shared/contract/contract'

/** Work whose progress is told; what goes wrong ends the stream. */
export async function telling<E>(teller: Teller<Record<never, never>, E>, work: () => Promise<void>): Promise<void> {
  teller.snapshot({})
  try {
    await work()
    teller.end()
  } catch (thrown) {
    teller.end(asProblem(thrown))
  }
}
