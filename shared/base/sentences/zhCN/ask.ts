import type { askSentences } from '../ask'

/** Problems of questions to a trained network, in Simplified Chinese. */
export const askSentencesZhCN: typeof askSentences = {
  layerNotThere: (d) => ({ sentence: `网络中没有“${d.layer}”层。`, hint: `它的层有：${d.known}。` }),
  layerWithoutMap: (d) => ({ sentence: `“${d.layer}”层输出的是普通数值，不是可以叠加到图片上的特征图。`, hint: '请选择展平之前的层，例如卷积层。' }),
  noMaps: () => ({ sentence: '网络中没有卷积层，因此没有可用来解释回答的特征图。', hint: '请指定一个输出特征图的层，或询问含有卷积层的网络。' }),
  classNotThere: (d) => ({ sentence: `没有类别 ${d.class}：网络共有 ${d.classes} 个类别，从 0 开始编号。`, hint: `请选择 0 到 ${d.classes - 1} 之间的类别。` }),
  classUnknown: (d) => ({ sentence: `网络不认识类别“${d.name}”。`, hint: `它认识的有：${d.known}。` }),
  pictureNotThere: (d) => ({ sentence: `${d.name} 没有图片 ${d.number}：共有 ${d.count} 张，从 0 开始编号。`, hint: '请选择另一张图片。' }),
  pictureChannels: (d) => ({ sentence: `网络接收 ${d.channels} 个通道的图片，而图片文件只有灰度或红、绿、蓝通道。`, hint: '请询问其数据集中的图片。' }),
  neighboursOfFile: (d) => ({ sentence: `${d.file} 没有说明权重是用哪些图片训练的，因此无从查找相近的图片。`, hint: '请询问一次运行。' }),
  answerGivenUp: () => ({ sentence: '问题在得到回答之前被撤回。', hint: '请再问一次。' }),
}
