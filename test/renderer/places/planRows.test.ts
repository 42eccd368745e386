import { mount } from '@vue/test-utils'
import { createPinia } from 'pinia'
import { TooltipProvider } from 'reka-ui'
import { expect, it } from 'vitest'
import { h, type Component } from 'vue'
import FreezeRows from '#renderer/places/train/FreezeRows.vue'
import GroupRows from '#renderer/places/train/GroupRows.vue'
import PlanSide from '#renderer/places/train/PlanSide.vue'
import SizeRows from '#renderer/places/train/SizeRows.vue'
import { planInPairs } from '#renderer/places/train/inWords'
import { useDesk } from '#renderer/stores/desk'
import { studioKey } from '#renderer/stores/studio'
import { recipes } from '#shared/plan/recipes'
import { trainings } from '#shared/trainings/index'
import { connectedStudio } from '../fake/connected'

/** Rows of the plan's form over a fake studio. */
function rowsOf(component: Component) {
  return mount(TooltipProvider, { slots: { default: () => h(component) }, global: { plugins: [createPinia()], provide: { [studioKey as symbol]: connectedStudio().studio } } })
}

it('lets layers rest that a person names, and takes it back', async () => {
  const rows = rowsOf(FreezeRows)
  const desk = useDesk()
  await rows.findAll('button').at(-1)!.trigger('click')
  expect(desk.plan.freeze).toEqual([{ layers: ['features.0'], from: 1, to: 0 }])
  const named = rows.get('input')
  named.element.value = 'features.0, classifier'
  await named.trigger('change')
  expect(desk.plan.freeze).toEqual([{ layers: ['features.0', 'classifier'], from: 1, to: 0 }])
  expect(planInPairs(desk.plan)).toContainEqual(['Frozen layers', 'features.0, classifier: 1–'])
  await rows.get('[aria-label="Remove"]').trigger('click')
  expect(desk.plan.freeze).toEqual([])
})

it('gives a group its own rate', async () => {
  const rows = rowsOf(GroupRows)
  const desk = useDesk()
  await rows.findAll('input')[0]!.setValue('0.1')
  expect(desk.plan.groups.body).toEqual({ rate: 0.1, decay: 1 })
  expect(planInPairs(desk.plan)).toContainEqual(['Body', 'Rate × 0.1, Decay × 1'])
})

it('tells a whole plan in lines that are short and each about something else', () => {
  for (const { plan } of [...Object.values(trainings), ...Object.values(recipes)]) {
    const pairs = planInPairs(plan)
    expect(new Set(pairs.map(([what]) => what)).size).toBe(pairs.length)
    expect(pairs.filter(([, value]) => value.length > 40)).toEqual([])
  }
  expect(planInPairs(trainings['fast-94'].plan)).toEqual(expect.arrayContaining([
    ['Normalisation', 'Rate × 441.667, Decay × 3.77358e-5'], ['Frozen layers', 'first: 1–, block1: 9–'], ['Picture sizes', '24 × 24: 1–4'],
  ]))
})

it('shrinks the pictures of some epochs, and takes it back', async () => {
  const rows = rowsOf(SizeRows)
  const desk = useDesk()
  await rows.findAll('button').at(-1)!.trigger('click')
  expect(desk.plan.sizes).toEqual([{ size: [24, 24], from: 1, to: 4 }])
  await rows.findAll('input')[0]!.setValue('16 × 20')
  await rows.findAll('input')[2]!.setValue('0')
  expect(desk.plan.sizes).toEqual([{ size: [16, 20], from: 1, to: 0 }])
  expect(planInPairs(desk.plan)).toContainEqual(['Picture sizes', '16 × 20: 1–'])
  await rows.findAll('input')[0]!.setValue('0')
  expect(rows.get('[role="alert"]').text()).toBe('must be at least 1')
  expect(desk.plan.sizes[0]!.size, 'what is wrong is not taken over').toEqual([16, 20])
  await rows.get('[aria-label="Remove"]').trigger('click')
  expect(desk.plan.sizes).toEqual([])
})

it('tells beside the plan what the network cannot take, and trains nothing then', async () => {
  const side = rowsOf(PlanSide)
  const desk = useDesk()
  await desk.open()
  const disabled = () => side.findAll('button').map(({ element }) => element.matches(':disabled, [aria-disabled="true"]'))
  await expect.poll(disabled).toEqual([false, false])
  desk.changePlan({ sizes: [{ size: [24, 24], from: 1, to: 2 }] }, 'sizes')
  await side.vm.$nextTick()
  expect(side.text()).toContain('The plan shrinks pictures to 24 × 24, and at that size nothing is left of them at features.')
  expect(disabled()).toEqual([true, true])
})
