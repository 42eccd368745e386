import { openNative } from './native'
import { serve } from './serve'
import { workload } from './workload'

/**
 * Steps of the same network with tfjs LayersModel.trainOnBatch as it comes, on the native backend. Its optimizer has no weight decay,
 * which spares it a little work.
 */
async function main(): Promise<void> {
  const tf = await openNative()
  const { parameters, plan, batch } = workload()
  const model = tf.sequential()
  model.add(tf.layers.inputLayer({ inputShape: [32, 32, 3] }))
  for (const block of [[64, 64], [128, 128], [256, 256, 256], [512, 512, 512], [512, 512, 512]]) {
    for (const filters of block) {
      model.add(tf.layers.conv2d({ filters, kernelSize: 3, padding: 'same' }))
      model.add(tf.layers.batchNormalization({ momentum: 0.9, epsilon: 1e-5 }))
      model.add(tf.layers.reLU())
    }
    model.add(tf.layers.maxPooling2d({ poolSize: 2, strides: 2 }))
  }
  model.add(tf.layers.flatten())
  for (const units of [512, 512]) {
    model.add(tf.layers.dense({ units, activation: 'relu' }))
    model.add(tf.layers.dropout({ rate: 0.5 }))
  }
  model.add(tf.layers.dense({ units: 10, activation: 'softmax' }))
  model.compile({ optimizer: tf.train.momentum(plan.learningRate, 0.9), loss: 'categoricalCrossentropy' })

  const learned = model.layers.flatMap((layer) => layer.trainableWeights).reduce((sum, { shape }) => sum + shape.reduce<number>((product, n) => product * n!, 1), 0)
  if (learned !== parameters) throw new Error(`The network has ${learned} parameters, not ${parameters}.`)
  const images = tf.randomNormal([batch.count, 32, 32, 3], 0, 1, 'float32', 1)
  const labels = tf.oneHot(tf.tensor1d(batch.labels, 'int32'), 10)
  await serve({ what: 'tfjs LayersModel', parameters }, async () => ({ loss: (await model.trainOnBatch(images, labels)) as number }))
}

void main()
