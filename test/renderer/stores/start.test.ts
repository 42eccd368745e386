import { mount } from '@vue/test-utils'
import { createPinia } from 'pinia'
import { TooltipProvider } from 'reka-ui'
import { describe, expect, it } from 'vitest'
import { h } from 'vue'
import StartFrom from '#renderer/places/train/StartFrom.vue'
import { useDesk } from '#renderer/stores/desk'
import { useRuns } from '#renderer/stores/runs'
import { useStart } from '#renderer/stores/start'
import { studioKey } from '#renderer/stores/studio'
import { imageNet } from '#shared/plan/normalisation'
import { presets } from '#shared/presets/index'
import { connectedStudio } from '../fake/connected'
import { settled, storesOver } from '../helpers'

const file = { from: 'file', path: '/weights/vgg16_bn.pth' } as const

async function opened() {
  const stores = storesOver()
  const [desk, start, runs] = [stores.use(useDesk), stores.use(useStart), stores.use(useRuns)]
  await desk.open()
  await settled()
  desk.change({ graph: presets['vgg16-bn'].build(32, 10) }, 'network')
  return { ...stores, desk, start, runs }
}

describe('what a training starts from', () => {
  it('is random until a run or a file is chosen; the choice is undone like any other, and goes with what is trained', async () => {
    const { desk, start, runs, asked } = await opened()
    expect(start.key).toBeUndefined()
    const best = start.choices.find(({ key }) => key === 'run-13/best')!
    expect(start.choices.every(({ key }) => key.endsWith('/best'))).toBe(true)
    start.choose(best.from)
    await settled()
    expect(start.match).toMatchObject({ left: [], unused: [] })
    expect(start.offer).toBeUndefined()
    await runs.train()
    expect(asked.findLast(({ name }) => name === 'start')).toMatchObject({ input: { from: { from: 'run', id: 'run-13', which: 'best' } } })
    desk.undo()
    expect(start.key).toBeUndefined()
    expect(start.match).toBeUndefined()
  })

  it('says of a file what fits, offers the network that it is made for, and gives that a head for the data', async () => {
    const { desk, start } = await opened()
    start.choose(file)
    await settled()
    expect(start.choices.at(-1)).toMatchObject({ key: 'file:/weights/vgg16_bn.pth', label: 'vgg16_bn.pth' })
    expect(start.match!.left.map(({ name }) => name)).toEqual(['classifier.0.weight', 'classifier.0.bias', 'classifier.3.weight', 'classifier.3.bias', 'classifier.6.weight', 'classifier.6.bias'])
    expect(start.offer).toMatchObject({ name: 'VGG16-BN', classes: 1000, size: 224 })
    start.openOffer()
    expect(start.match).toMatchObject({ left: [], unused: [] })
    expect(start.offer).toBeUndefined()
    expect(start.otherClasses).toBeDefined()
    start.replaceHead()
    expect(desk.errors).toEqual([])
    expect(start.offer).toBeUndefined()
    expect(start.match!.left.map(({ name }) => name)).toEqual(['classifier.6.weight', 'classifier.6.bias'])
  })

  it('lets the body rest for some epochs and learn at a tenth of the rate, by a click each', async () => {
    const { desk, start } = await opened()
    const before = desk.plan
    start.choose(file)
    await settled()
    start.setHeadAlone(true)
    expect(desk.plan.freeze).toEqual([{ layers: ['features'], from: 1, to: 2 }])
    start.setHeadEpochs(5)
    expect(desk.plan.freeze).toEqual([{ layers: ['features'], from: 1, to: 5 }])
    start.setSlowBody(true)
    expect(desk.plan.groups).toMatchObject({ body: { rate: 0.1 }, normalisation: { rate: 0.1 }, bias: { rate: 0.1 }, head: { rate: 1 } })
    start.setSlowBody(false)
    start.setHeadAlone(false)
    expect(desk.plan).toEqual(before)
  })

  it('says how pictures come to what is taken over, and lets them come as these weights know it by a click', async () => {
    const { desk, start } = await opened()
    start.choose(file)
    await settled()
    expect(start.normalisation).toEqual({ how: 'alike', trained: imageNet })
    desk.changePlan({ normalisation: 'imagenet' }, 'the same in effect')
    expect(start.normalisation).toMatchObject({ how: 'alike' })
    desk.changePlan({ normalisation: 'pictures' }, 'other')
    expect(start.normalisation).toEqual({ how: 'otherwise' })
    start.normalise('start')
    expect(start.normalisation).toMatchObject({ how: 'alike' })
    desk.change({ graph: presets['lenet-5'].build(32, 10) }, 'a network whose first layer is another')
    expect(start.normalisation).toBeUndefined()
  })

  it('offers the normalisation of ImageNet where the file says nothing', async () => {
    const { desk, start } = await opened()
    start.choose({ from: 'file', path: '/weights/unsaid.pth' })
    await settled()
    expect(start.normalisation).toEqual({ how: 'unknown' })
    start.normalise('imagenet')
    expect(desk.plan.normalisation).toBe('imagenet')
    expect(start.normalisation).toEqual({ how: 'imagenet' })
  })

  it('is shown with a table of what does not fit', async () => {
    const rows = mount(TooltipProvider, { slots: { default: () => h(StartFrom) }, global: { plugins: [createPinia()], provide: { [studioKey as symbol]: connectedStudio().studio } } })
    const desk = useDesk()
    await settled()
    expect(rows.find('table').exists()).toBe(false)
    desk.change({ graph: presets['vgg16-bn'].build(32, 10), from: file }, 'start')
    await settled()
    expect(rows.text()).toContain('78 of 84 tensors are taken over.')
    expect(rows.text()).toContain('Pictures are normalised as for these weights: mean 0.485 0.456 0.406, deviation 0.229 0.224 0.225.')
    const last = rows.findAll('tbody tr').at(-2)!
    expect(last.findAll('td').map((cell) => cell.text())).toEqual(['classifier.6.weight', '10 × 512', '1000 × 4096', 'random: other shape'])
    await rows.findAll('[role="switch"]')[1]!.trigger('click')
    expect(desk.plan.groups.body.rate).toBe(0.1)
  })
})
