import { csvLine } from '../../composables/csv'
import type { Range } from './axis'
import type { Series } from './series'

/**
 * What a chart shows as a table: a row for each place on the x axis in the range, a column for each line, empty where a line has no value there.
 * Lines without a word are told apart by the head of their column.
 */
export function seriesCsv(xLabel: string, series: readonly Series[], [from, to]: Range, wordless: string): string {
  const rows = new Map<number, (string | number)[]>()
  series.forEach(({ x, y }, column) => {
    x.forEach((at, i) => {
      if (at < from || at > to || !Number.isFinite(y[i]!)) return
      const row = rows.get(at) ?? Array.from({ length: series.length }, () => '')
      // 32-bit numbers in as few digits as name them.
      row[column] = Number(y[i]!.toPrecision(7))
      rows.set(at, row)
    })
  })
  const lines = [...rows].sort(([a], [b]) => a - b).map(([at, row]) => csvLine([Number(at.toPrecision(7)), ...row]))
  return csvLine([xLabel, ...series.map(({ label }) => label || wordless)]) + lines.join('')
}

/** What stands above a picture of a chart. */
interface Head {
  readonly title: string
  readonly words: readonly { readonly colour: string; readonly text: string }[]
  readonly background: string
  readonly text: string
  readonly font: string
}

/** A chart's canvas as a PNG on a plain ground, its title and legend above it. */
export function chartPng(chart: HTMLCanvasElement, { title, words, background, text, font }: Head): Promise<Blob | null> {
  const scale = chart.width / (chart.clientWidth || chart.width)
  const head = 36 * scale
  const picture = document.createElement('canvas')
  picture.width = chart.width
  picture.height = chart.height + head
  const paper = picture.getContext('2d')!
  paper.fillStyle = background
  paper.fillRect(0, 0, picture.width, picture.height)
  paper.textBaseline = 'middle'
  paper.fillStyle = text
  paper.font = `600 ${13 * scale}px ${font}`
  paper.fillText(title, 12 * scale, head / 2)
  let left = 12 * scale + paper.measureText(title).width + 20 * scale
  paper.font = `${12 * scale}px ${font}`
  for (const word of words) {
    paper.fillStyle = word.colour
    paper.fillRect(left, head / 2 - scale, 12 * scale, 2 * scale)
    paper.fillStyle = text
    paper.fillText(word.text, left + 18 * scale, head / 2)
    left += 18 * scale + paper.measureText(word.text).width + 16 * scale
  }
  paper.drawImage(chart, 0, head)
  return new Promise((made) => picture.toBlob(made, 'image/png'))
}
