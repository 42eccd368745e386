import { exportForms } from '#shared/code/exports'
import type { Comparison, ExportFormat } from '#shared/contract/export'
import { factsOf } from '#shared/graph/facts'
import { showShape } from '#shared/ops/shapes'
import type { Format, Subject } from './format'

/** The text beside an export: what it is, how it is fed, what it answers, and how it compared. `data` is the name of the pictures that it was compared on. */
export function readme(id: ExportFormat, { layout }: Format, subject: Subject, { pictures, sameAnswers, largest, relative }: Comparison, data: string): string {
  const { graph, images: { mean, deviation }, classes } = subject
  const { input, placed, logits } = factsOf(graph)
  const { label, file, usage } = exportForms[id]
  const says = placed.at(-1)!.node.id === logits ? 'logits; a softmax of them gives probabilities' : 'probabilities'
  return [
    `${graph.name} as ${label}: ${file}`,
    '',
    `Takes    ${layout.input}; one picture is ${showShape(input)} (channels × height × width)${input[0] === 3 ? ', its channels red, green, blue' : ''}.`,
    '         A pixel of 0 to 255 becomes (pixel / 255 - mean) / deviation, for each channel:',
    `         mean       ${mean.join('  ')}`,
    `         deviation  ${deviation.join('  ')}`,
    `Gives    ${layout.output}: ${says}, in the order of the classes below.`,
    `Checked  Read back and compared on ${pictures} pictures of ${data}: the largest difference is ${largest.toExponential(1)} (${relative.toExponential(1)} of the largest answer), the class is the same for ${sameAnswers} of ${pictures}.`,
    '',
    'To load it',
    '',
    ...usage(graph).split('\n').map((line) => `    ${line}`.trimEnd()),
    '',
    'Classes',
    '',
    ...classes.map((name, index) => `    ${index}  ${name.replace(/\s+/g, ' ')}`),
    '',
  ].join('\n')
}
