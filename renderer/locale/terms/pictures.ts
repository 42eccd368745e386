/** Augmentations, ways of mixing, and where networks were measured, in Simplified Chinese. */
export const pictureTerms = {
  'Crop': '随机裁剪', 'Pads the picture on each side and cuts its old size out at a random place': '在图片四周填充，再在随机位置裁出原尺寸', 'So many pixels on each side': '每一侧的像素数', 'Edge': '边缘', 'What is beyond the edge: black, or the picture mirrored': '边缘之外的内容：黑色，或图片的镜像', 'black': '黑色', 'mirrored': '镜像',
  'Flip': '左右翻转', 'Mirrors every second picture, by chance, left and right': '随机将一半图片左右镜像', 'Vertical flip': '上下翻转', 'Turns every second picture, by chance, upside down as a mirror does: for pictures without an up, as from above or from a microscope': '随机将一半图片上下镜像：适用于没有上下之分的图片，例如俯拍或显微镜图片',
  'Rotate, shear, scale': '旋转、剪切、缩放', 'Turns, slants and scales the picture about its middle, each by chance within its limit': '绕图片中心随机旋转、剪切和缩放，各在限度之内', 'Rotation': '旋转', 'Up to so many degrees either way': '向任一方向的最大角度', 'Shear': '剪切', 'Rows slant by up to so many degrees either way': '各行向任一方向倾斜的最大角度', 'The size changes by up to this share, smaller or larger': '尺寸缩小或放大的最大比例',
  'Colour jitter': '颜色抖动', 'Changes brightness, contrast, saturation and hue, each by chance within its limit and in a random order': '以随机顺序改变亮度、对比度、饱和度和色调，各在限度之内', 'Brightness': '亮度', 'Brightness changes by up to this share, less or more': '亮度减少或增加的最大比例', 'Contrast': '对比度', 'The distance from the mean grey changes by up to this share, less or more': '与平均灰度的差距减少或增加的最大比例',
  'Saturation': '饱和度', 'The distance from grey changes by up to this share, less or more': '与灰色的差距减少或增加的最大比例', 'Hue': '色调', 'Hues turn by up to this part of the whole circle, either way': '色调沿色环向任一方向转动的最大比例',
  'Random mix': '随机组合', 'Does some of twelve changes of place, colour and tone, or none, picked by chance, all of one strength (after RandAugment, E. D. Cubuk and others 2020)': '从十二种位置、颜色和色调变化中随机选取若干种或不选，强度一致（参照 RandAugment，E. D. Cubuk 等，2020）', 'Operations': '变换数', 'So many changes to each picture': '每张图片的变换次数', 'Magnitude': '强度', 'How strong each is': '每种变换的强度',
  'Cutout': '随机遮挡', 'Covers a grey square around a random place, at the edge a part of one (T. DeVries and G. W. Taylor 2017)': '在随机位置覆盖一个灰色方块，在边缘处只覆盖一部分（T. DeVries 与 G. W. Taylor，2017）', 'Side of the square, in pixels': '方块的边长，以像素计',
  'None': '无', 'Every picture is of itself': '每张图片保持原样', 'Lays another picture over each, pale (H. Zhang and others 2018)': '在每张图片上淡淡地叠加另一张（H. Zhang 等，2018）', 'Of the beta distribution of shares: below 1 most are near all or nothing, above 1 most are near one half': '比例所服从的 Beta 分布的参数：小于 1 时多接近 0 或 1，大于 1 时多接近一半',
  'Puts a box out of another picture into each (S. Yun and others 2019)': '将另一张图片的一块放入每张图片（S. Yun 等，2019）', 'MixUp or CutMix': 'MixUp 或 CutMix', 'One of the two for each batch, by chance': '每一批随机使用两者之一',
  'CIFAR-10, test': 'CIFAR-10 测试集', 'ImageNet-1K, validation': 'ImageNet-1K 验证集',
  'As they are': '原图', 'Each picture is asked for once': '每张图片询问一次', 'And mirrored': '加镜像',
  'Each picture is asked for twice, also mirrored, and the mean of the answers counts': '每张图片及其镜像各询问一次，取平均值', 'Six views': '六种视图',
  'Each picture is asked for six times: as it is and moved by one pixel both ways along the diagonal, all of them mirrored too; the shifted ones count half': '每张图片询问六次：原图、沿对角线向两侧各平移一个像素，并各加镜像；平移的权重减半',
  'AMD EPYC (Zen 4), 2 cores': '双核 AMD EPYC（Zen 4）', 'AMD EPYC (Zen 4), 2 cores, TensorFlow 2.21.0, float32': '双核 AMD EPYC（Zen 4），TensorFlow 2.21.0，float32',
  'In turn': '轮流翻转',
  'Mirrors half of the pictures in the first epoch, by chance, the others in the next, and so on in turn: each is seen both ways equally often': '第一轮随机翻转一半图片，下一轮翻转另一半，依次轮流：每张图片两种朝向出现的次数相同',
}
