import { mount } from '@vue/test-utils'
import { createPinia } from 'pinia'
import { TooltipProvider } from 'reka-ui'
import { expect, it } from 'vitest'
import { h, type Component } from 'vue'
import FreezeRows from '#renderer/places/train/FreezeRows.vue'
import GroupRows from '#renderer/places/train/GroupRows.vue'
import { planInPairs } from '#renderer/places/train/inWords'
import { useDesk } from '#renderer/stores/desk'
import { studioKey } from '#renderer/stores/studio'
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
  expect(planInPairs(desk.plan)).toContainEqual(['Layers at rest', 'features.0, classifier: 1–'])
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
