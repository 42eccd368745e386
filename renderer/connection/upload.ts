import { asProblem, problem, StudioProblem } from '#shared/base/problem'
import { faultAt } from '#shared/base/fault'
import { problemData } from '#shared/contract/schemas'
import { uploadAnswers, uploadPath, type UploadAnswer, type UploadKind } from '#shared/contract/upload'
import * as v from 'valibot'

/** How a file is handed over: `progress` is told the bytes that went. Throws cancelled when the signal fires, uploadBroken, and what the studio says against it. */
export type Upload = <K extends UploadKind>(kind: K, file: { readonly name: string; readonly bytes: Blob }, watch: { readonly signal: AbortSignal; progress(done: number): void }) => Promise<UploadAnswer<K>>

/** Hands a file to the server that sent the page. */
export const uploadToServer: Upload = (kind, { name, bytes }, { signal, progress }) =>
  new Promise((done, fail) => {
    // Not fetch, which does not tell how far it is.
    const request = new XMLHttpRequest()
    request.open('POST', `${uploadPath}${kind}?name=${encodeURIComponent(name)}`)
    request.responseType = 'json'
    request.upload.onprogress = ({ loaded }) => progress(loaded)
    request.onload = () => {
      try {
        done(answerOf(kind, request))
      } catch (thrown) {
        fail(asProblem(thrown))
      }
    }
    request.onerror = () => fail(problem('uploadBroken', { name }))
    request.onabort = () => fail(problem('cancelled'))
    signal.addEventListener('abort', () => request.abort())
    request.send(bytes)
  })

function answerOf<K extends UploadKind>(kind: K, { status, response }: XMLHttpRequest): UploadAnswer<K> {
  const refused = v.safeParse(problemData, response)
  if (status !== 200 && refused.success) throw new StudioProblem(refused.output)
  const answer = v.safeParse<v.GenericSchema<unknown, UploadAnswer<UploadKind>>>(uploadAnswers[kind], response)
  if (!answer.success) throw problem('answerMalformed', { what: `${uploadPath}${kind}`, reason: faultAt(answer.issues[0]) })
  return answer.output as UploadAnswer<K>
}
