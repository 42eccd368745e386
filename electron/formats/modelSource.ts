import { pytorchSource } from '#shared/code/pytorch'
import type { Graph } from '#shared/graph/document'
import type { Subject } from './format'

/** How PyTorch has pictures and answers. */
export const torchLayout = { input: 'float32, [pictures, channels, height, width]', output: 'float32, [pictures, classes]' }

/** model.py: the network's source, and above it how it is loaded, by these lines, and fed. */
export function modelSource(subject: Subject, usage: (graph: Graph) => string): string {
  const { mean, deviation } = subject.images
  // A class may be called anything: as JSON in ASCII no name ends a comment.
  const classes = JSON.stringify(subject.classes).replace(/[^\x20-\x7e]/g, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`)
  const above = [
    ...usage(subject.graph).split('\n').map((line) => `    ${line}`.trimEnd()),
    '',
    'pictures: float32 from 0 to 255, [count, channels, height, width]; of colour pictures red, green, blue',
    `mean = torch.tensor([${mean.join(', ')}])[:, None, None]`,
    `deviation = torch.tensor([${deviation.join(', ')}])[:, None, None]`,
    `classes = ${classes}`,
  ]
  return `${above.map((line) => `# ${line}`.trimEnd()).join('\n')}\n${pytorchSource(subject.graph).text}`
}
