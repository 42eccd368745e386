import { expect, it } from 'vitest'
import { useModel } from '#renderer/places/model/model'
import { useDesk } from '#renderer/stores/desk'
import { useToasts } from '#renderer/stores/toasts'
import { storesOver } from '../helpers'

function modelOver() {
  const { use } = storesOver()
  const [desk, model, toasts] = [use(useDesk), use(useModel), use(useToasts)]
  desk.startFrom('lenet-5')
  return { desk, model, toasts }
}

it('copies nothing where nothing is selected, and pastes what was copied behind what is selected, which is one step to undo', () => {
  const { desk, model } = modelOver()
  expect(model.copied()).toBeUndefined()
  model.goTo('conv2')
  const [text, before] = [model.copied()!, desk.now]
  model.paste(text)
  expect(desk.graph.nodes).toHaveLength(before.graph.nodes.length + 2)
  expect(desk.errors).toEqual([])
  desk.undo()
  expect(desk.now).toBe(before)
})

it('says of a text that is no network what it is', () => {
  const { desk, model, toasts } = modelOver()
  const before = desk.now
  model.paste('{"format":"other"}')
  expect(desk.now).toBe(before)
  expect(toasts.shown.map(({ text, bad }) => [text, bad])).toEqual([[expect.stringMatching(/^This is not the file of a network/), true]])
})
