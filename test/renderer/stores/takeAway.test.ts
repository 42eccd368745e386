import { expect, it } from 'vitest'
import { useTakeAway } from '#renderer/stores/takeAway'
import { useWeights } from '#renderer/stores/weights'
import { settled, storesOver } from '../helpers'

it("offers a run's weights where they lie, and its network as source that defines one class", async () => {
  const { use, asked } = storesOver()
  use(useWeights)
  const take = use(useTakeAway)
  await settled()
  expect(take.file).toMatch(/checkpoints\/10560\/weights\.safetensors$/)
  expect(take.className).toBe('VGG16BN')
  expect(take.facts).toMatchObject({ parameters: 15_253_578, classes: 10, input: [3, 32, 32] })
  await take.show()
  expect(asked.at(-1)).toMatchObject({ name: 'showInFolder', input: { path: take.file } })
})
