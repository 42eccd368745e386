import type { dataSentences } from '../data'

const wantedData =
  '请提供含有 data_batch_1.bin … data_batch_5.bin 的文件夹、压缩包 cifar-10-binary.tar.gz、CIFAR-100 的对应文件、含有 MNIST 或 Fashion-MNIST 四个文件的文件夹，' +
  '或用 shapes 表示自动生成的图片。'
const otherCopy = '请从原来的来源重新获取该文件，或换一个文件。'
const otherPicture = '请提供其他程序能打开的 PNG、JPEG、WebP、GIF、BMP 或 AVIF 图片。'
const smaller = '请先用图片软件将其缩小。'
const inFull = (count: number) => count.toLocaleString('zh-CN')

/** Problems of pictures and data sets, in Simplified Chinese. */
export const dataSentencesZhCN: typeof dataSentences = {
  dataMissing: (d) => ({ sentence: `${d.path} 处没有文件夹或文件。`, hint: wantedData }),
  shapesCountWrong: (d) => ({ sentence: `${d.what} 没有说明要绘制多少个形状。`, hint: `写 shapes；或写 shapes:20000 指定训练图片数（1 到 ${d.most}）；或写 shapes:20000:7 再指定随机种子 7。` }),
  dataUnknown: (d) => ({ sentence: `${d.path} 中的文件不属于任何已知的数据集。`, hint: `${wantedData}自己的图片请先导入资料库。` }),
  cifarNotFound: (d) => ({
    sentence: `${d.path} 中没有 ${d.name} 的训练文件：缺少 ${d.files.length > 1 ? `${d.files[0]!} … ${d.files.at(-1)!}` : d.files[0]!}。`,
    hint: `请提供含有${d.files.length > 1 ? '这些' : '该'}文件的文件夹，或压缩包 ${d.archive}（${d.name} 的二进制版本，而不是 Python 或 Matlab 版本）。`,
  }),
  dataFileEmpty: (d) => ({ sentence: `${d.file} 是空文件。`, hint: otherCopy }),
  cifarFileTooLarge: (d) => ({ sentence: `${d.file} 有 ${d.megabytes} MB，超过 ${d.name} 文件应有大小的两倍。`, hint: otherCopy }),
  cifarFileCut: (d) => ({ sentence: `${d.file} 有 ${d.bytes} 字节，不是每条 ${d.recordBytes} 字节的记录的整数倍：它在第 ${d.whole + 1} 条记录中间结束。`, hint: otherCopy }),
  cifarLabelOutOfRange: (d) => ({ sentence: `${d.file} 的第 ${d.record} 条记录的标签是 ${d.label}，而标签应在 0 到 ${d.highest} 之间。`, hint: `文件已损坏，或属于另一个数据集。${otherCopy}` }),
  idxNotFound: (d) => ({ sentence: `${d.path} 中没有可用于训练的图片：缺少 train-images-idx3-ubyte 和 train-labels-idx1-ubyte。`, hint: '请提供含有这些原始发布文件的文件夹或压缩包，gzip 压缩与否均可。' }),
  idxHalf: (d) => ({ sentence: `${d.path} 中有 ${d.file}，但缺少与之对应的${d.missing}文件。`, hint: '请把两个文件放在同一个文件夹中。' }),
  idxMark: (d) => ({ sentence: `${d.file} 的开头不符合 IDX 格式的${d.what}文件。`, hint: `文件已损坏，或是另一个同名文件。${otherCopy}` }),
  idxLength: (d) => ({ sentence: `${d.file} 解压后有 ${d.bytes} 字节，而文件开头声明的是 ${d.expected} 字节。`, hint: otherCopy }),
  idxTooLarge: (d) => ({ sentence: `${d.file} 解压后超过 ${d.most} MB，超出此类文件的读取上限。`, hint: otherCopy }),
  idxCountsDiffer: (d) => ({ sentence: `${d.images} 有 ${d.pictures} 张图片，而 ${d.labels} 有 ${d.count} 个标签。`, hint: '请提供两个配套的文件。' }),
  idxSizesDiffer: (d) => ({ sentence: `${d.path} 中的训练图片为 ${d.training} 像素，而测试图片为 ${d.test} 像素。`, hint: '请提供四个配套的文件。' }),
  idxLabelOutOfRange: (d) => ({ sentence: `${d.file} 的第 ${d.number} 个标签是 ${d.label}，而标签应在 0 到 ${d.highest} 之间。`, hint: `文件已损坏，或属于另一个数据集。${otherCopy}` }),
  archiveDamaged: (d) => ({ sentence: `无法解压 ${d.path}：${d.reason}。`, hint: '请重新获取该压缩包，或自行解压后提供文件夹。' }),
  archiveTooLarge: (d) => ({ sentence: `${d.path} 解压后超过 ${d.megabytes} MB，超出此大小和类型的压缩包的上限。`, hint: '它可能意在占满磁盘。如果你信任它，请自行解压后提供文件夹。' }),
  archiveTooMany: (d) => ({ sentence: `${d.path} 中的文件和文件夹超过 ${inFull(d.most)} 个。`, hint: '如果你信任它，请自行解压后提供文件夹。' }),
  archiveUnsafe: (d) => ({ sentence: `${d.path} 中含有 ${JSON.stringify(d.name)}，不予解压：${d.reason}。`, hint: '请从发布处获取该压缩包，或用普通文件和文件夹重新打包。' }),
  downloadNoRoom: (d) => ({ sentence: `获取 ${d.file} 需要 ${d.folder} 中有 ${d.need} MB 的可用空间，目前只有 ${d.free} MB。`, hint: '请腾出空间后重试。' }),
  downloadDiskFull: (d) => ({ sentence: `磁盘已满：${d.folder} 中没有空间存放 ${d.file}。`, hint: '请腾出空间后重试；已下载的部分会保留。' }),
  downloadAway: (d) => ({ sentence: `无法下载 ${d.file}（${d.reasons.join('；')}）。`, hint: `请稍后重试，或用浏览器从 ${d.addresses[0]!} 下载后导入该文件；已下载的部分会保留。` }),
  dataSetAbsent: (d) => ({ sentence: `资料库中没有数据集 ${d.id}。`, hint: '请先获取或导入它。' }),
  dataSetNewer: (d) => ({ sentence: `数据集 ${d.id} 是由更新版本的 VGG Studio 保存的。`, hint: '请更新 VGG Studio，或移除该数据集后重新获取或导入。' }),
  dataSetDamaged: (d) => ({ sentence: `数据集 ${d.id} 已损坏：${d.file} ${d.how}。`, hint: '请将其移除后重新获取或导入。' }),
  pictureNumber: (d) => ({ sentence: `数据集 ${d.id} 没有${d.split}图片 ${d.number}：共有 ${d.count} 张，从 0 开始编号。`, hint: '请重新查看一页图片。' }),
  importNoPictures: (d) => ({ sentence: `${d.path} 中没有可能是图片的文件。`, hint: '请提供一个文件夹（每个类别一个图片子文件夹）、其 zip 压缩包，或含有路径和标签的 CSV 表格。' }),
  importNoClasses: (d) => ({ sentence: `${d.path} 中的文件没有放在文件夹里，无法得知它们的类别。`, hint: '请为每个类别建一个文件夹并放入其图片，或提供含有路径和标签的 CSV 表格。' }),
  importOneClass: (d) => ({ sentence: `${d.path} 中只有一个类别有可训练的图片${d.name === '' ? '' : `（${d.name}）`}；分类至少需要两个类别。`, hint: '请提供包含所有类别文件夹的目录。' }),
  importNoTraining: (d) => ({ sentence: `${d.path} 只有 ${d.folders} 的图片，没有可训练的图片。`, hint: '请将训练图片的文件夹命名为 train 或 training，或不使用这类名称。' }),
  importNothingReadable: (d) => ({ sentence: `${d.path} 中的 ${inFull(d.files)} 个文件都不是可用于训练的图片。`, hint: otherPicture }),
  tableDamaged: (d) => ({ sentence: `无法读取表格 ${d.path}：${d.reason}。`, hint: '请重新保存为 CSV，每行包含一个路径和一个标签。' }),
  pictureNoFile: (d) => ({ sentence: `${d.file} 是文件夹或设备，不是图片。`, hint: '请提供图片文件。' }),
  pictureEmpty: (d) => ({ sentence: `${d.file} 是空文件。`, hint: otherPicture }),
  pictureUnknown: (d) => ({ sentence: `${d.file} 不是此处能读取的图片类型。`, hint: otherPicture }),
  pictureDamaged: (d) => ({ sentence: `${d.kind} 图片 ${d.file} 已损坏。`, hint: otherPicture }),
  pictureCut: (d) => ({ sentence: `${d.kind} 图片 ${d.file} 不完整：缺少结尾部分。`, hint: '请重新复制或下载。' }),
  pictureTooLarge: (d) => ({ sentence: `${d.file} 有 ${d.width} × ${d.height} 像素；最多可打开 ${d.megapixels} 百万像素。`, hint: smaller }),
  pictureFileTooLarge: (d) => ({ sentence: `${d.file} 有 ${d.megabytes} MB；图片最大为 ${d.most} MB。`, hint: smaller }),
  dataSetBusy: (d) => ({ sentence: `${d.id} 已有操作正在进行。`, hint: '请等待其完成，或将其取消。' }),
  dataSetFixed: (d) => ({ sentence: `${d.name} 由程序生成，始终可用。`, hint: '无需获取、校验或移除。' }),
}
