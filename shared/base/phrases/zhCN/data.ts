import type { dataPhrases } from '../data'

const inFull = (count: number) => count.toLocaleString('zh-CN')

/** What is said of pictures, data sets and archives, in Simplified Chinese. */
export const dataPhrasesZhCN: typeof dataPhrases = {
  aboutCifar10: () => '十类物体的照片',
  aboutCifar100: () => '一百类物体的照片',
  aboutMnist: () => '手写数字，灰度',
  aboutFashionMnist: () => '服饰，灰度',
  aboutIdx: () => 'IDX 格式的图片，灰度',
  aboutShapes: () => '在本机绘制的十种形状',
  aboutOwn: (d) => `自己的图片。${d.why}`,
  sizeKept: (d) => `图片保持原尺寸 ${d.height} × ${d.width}。`,
  sizeOfMedian: (d) => `图片缩放到 ${d.side} × ${d.side}：其中一半的短边不小于 ${d.median} 像素。`,
  sizeWished: (d) => `图片按要求缩放到 ${d.width} × ${d.height}。`,
  labels: () => '标签',
  pictures: () => '图片',
  cannotBeUnderstood: () => '无法解读',
  hasBecomeShorter: () => '变短了',
  hasAnotherLength: () => '长度不符',
  namesNoClass: () => '中出现了不存在的类别',
  hasBytes: (d) => `有 ${d.have} 字节，应为 ${d.need} 字节`,
  training: () => '训练',
  test: () => '测试',
  fileMissing: (d) => `缺少 ${d.file}：其中的 ${inFull(d.official)} 张官方${d.split}图片未包含在内。`,
  fewerRecords: (d) => `${d.file} 有 ${inFull(d.records)} 条记录，少于官方的 ${inFull(d.official)} 张${d.split}图片。`,
  moreRecords: (d) => `${d.file} 有 ${inFull(d.records)} 条记录，多于官方的 ${inFull(d.official)} 张${d.split}图片。`,
  namesUnusual: (d) => `${d.file} 不含 ${d.classes} 个各不相同、每行一个的类别名：使用官方名称。`,
  validationJoins: () => '有训练、验证和测试图片：验证图片并入训练图片，再从中留出一部分用于验证。',
  noneToTrain: (d) => `没有可训练的图片：${d.classes}。`,
  oneToTrain: (d) => `只有一张可训练的图片：${d.classes}。`,
  noneToTest: (d) => `没有可测试的图片：${d.classes}。`,
  isAsStored: (d) => `${d.name} 的全部 ${inFull(d.pictures)} 张图片与保存时一致。`,
  isNotAsStored: (d) => `${d.name} 的${d.split}图片与保存时不一致：请重新获取或导入。`,
}
