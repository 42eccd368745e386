import type { layerPhrases } from '../layers'

/** How the output of a layer comes about, in Simplified Chinese. */
export const layerPhrasesZhCN: typeof layerPhrases = {
  heightAndWidth: (d) => `高和宽 ${d.size}`,
  heightThenWidth: (d) => `高 ${d.height}，宽 ${d.width}`,
  windowLeftOut: (d) => `${d.windows} − 1（起点在外的窗口）= ${d.size}`,
  channelsStay: (d) => `${d.sizes}；通道保持 ${d.channels}`,
  channelsAreFilters: (d) => `${d.sizes}；通道数 = 卷积核数 = ${d.filters}`,
  filtersInGroups: (d) => `${d.sizes}；通道数 = 卷积核数 = ${d.filters}，各来自 ${d.channels} / ${d.groups} = ${d.channels / d.groups} 个输入通道`,
  partsOfMap: (d) => `${d.to}：像素 ⌊i·${d.from}/${d.to}⌋ 到 ⌈(i + 1)·${d.from}/${d.to}⌉ 之前得出位置 i`,
  placesBetween: (d) => `${d.to}：位置 i 位于 (i + 1/2)·${d.from}/${d.to} − 1/2`,
  shapeStays: (d) => `形状保持 ${d.shape}`,
  stretchedAndShifted: (d) => `形状保持 ${d.shape}；每个通道一个缩放和一个平移`,
  shifted: (d) => `形状保持 ${d.shape}；每个通道一个平移`,
  eachStretchedAndShifted: (d) => `形状保持 ${d.shape}；2 · ${d.values} = ${2 * d.values} 个参数，每个值一个缩放和一个平移`,
  groupsTogether: (d) => `${d.channels} 个通道 / ${d.groups} 组 = 每组 ${d.channels / d.groups} 个，${d.values} 个值一起归一化；形状保持 ${d.shape}`,
  meanOfChannel: (d) => `${d.channels} 个通道各取其 ${d.height}·${d.width} = ${d.height * d.width} 个值的平均值`,
  largestOfChannel: (d) => `${d.channels} 个通道各取其 ${d.height}·${d.width} = ${d.height * d.width} 个值中的最大值`,
  sumOfBoth: (d) => `两个输入都是 ${d.shape}，和也是如此`,
  productOf: (d) => `${d.inputs.join(' 乘以 ')} 得到 ${d.shape}`,
  channelsTogether: (d) => `通道 ${d.sum}；高和宽保持 ${d.size}`,
  featuresTogether: (d) => `特征 ${d.sum}`,
  weightedSums: (d) => `${d.features} 个特征 × ${d.units} 个输出 = ${d.features * d.units} 个参数`,
  weightedSumsAndBiases: (d) => `${d.features} 个特征 × ${d.units} 个输出 + ${d.units} 个偏置 = ${d.features * d.units + d.units} 个参数`,
  inOneRow: (d) => `${d.shape} = ${d.features} 个特征`,
  picturesOf: (d) => `${d.shape} 的图片（通道 × 高 × 宽）`,
  probabilities: (d) => `${d.count} 个总和为 1 的概率`,
}
