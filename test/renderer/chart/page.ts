import '#renderer/styles/styles'
import { Column } from '#renderer/composables/columns'
import { createLinkedAxis } from '#renderer/ui/chart/axis'
import LineChart from '#renderer/ui/chart/LineChart.vue'
import type { Series } from '#renderer/ui/chart/series'
import { createApp, h, nextTick, shallowRef } from 'vue'

/** One chart of four lines with a hundred thousand points each, as of a run of so many steps. */
const POINTS = 100_000
const colours = ['--k1', '--k2', '--k3', '--k4']
const x = new Column()
const lines = colours.map(() => new Column())

/** As losses run: down, with noise. */
function grow(points: number): void {
  const begin = x.length
  const steps = Array.from({ length: points }, (_, i) => begin + i)
  x.append(steps)
  for (const [number, line] of lines.entries()) line.append(steps.map((step) => 2 * Math.exp(-step / 30_000) + 0.3 + 0.2 * Math.random() + 0.1 * number))
}
const seen = (): Series[] => lines.map((line, i) => ({ label: `Line ${i + 1}`, colour: colours[i]!, x: x.values, y: line.values }))

grow(POINTS)
const series = shallowRef(seen())
const axis = createLinkedAxis()
const words = { title: 'Loss', xLabel: 'Step', empty: '', format: (value: number) => value.toFixed(3), formatX: String }
createApp(() => h(LineChart, { ...words, axis, series: series.value })).mount('#app')

interface Took {
  /** Milliseconds in the program: what follows from a change, and the frame that draws it, without the wait for that to begin. */
  readonly program: number
  /** And with what the browser then does to bring it to the screen. */
  readonly whole: number
}

/** What one more point of each line takes. */
async function update(): Promise<Took> {
  grow(1)
  const start = performance.now()
  let frame = 0
  requestAnimationFrame(() => (frame = performance.now()))
  series.value = seen()
  await nextTick()
  const changed = performance.now() - start
  return await new Promise((told) => requestAnimationFrame(() => {
    const program = changed + performance.now() - frame
    setTimeout(() => told({ program, whole: changed + performance.now() - frame }))
  }))
}

/** The same again and again, without the first ones, which are slower. */
async function updates(): Promise<Took[]> {
  const took: Took[] = []
  for (let round = 0; round < 130; round++) took.push(await update())
  return took.slice(30)
}
Object.assign(window, { updates })
