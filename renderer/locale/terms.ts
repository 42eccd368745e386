/** Labels of the catalogues in shared/ (settings of plans, schedules, start values) in Simplified Chinese, by their English words. */
export const terms: Readonly<Record<string, string>> = {
  'Optimizer': '优化器', 'Momentum': '动量', 'Weight decay': '权重衰减', 'Epsilon': 'Epsilon', 'Decay of': '衰减对象', 'all': '全部', 'kernels': '仅卷积核',
  'Body': '主体', 'Head': '输出头', 'Normalisation': '归一化', 'Biases': '偏置', 'Rate': '学习率倍数', 'Decay': '衰减倍数', 'From epoch': '起始轮', 'To epoch': '结束轮', 'Picture size': '图片尺寸', 'As they are': '原图', 'And mirrored': '加镜像', 'Six views': '六种视图',
  'Each picture is asked for once': '每张图片询问一次', 'Each picture is asked for twice, also mirrored, and the mean of the answers counts': '每张图片及其镜像各询问一次，取平均值',
  'Each picture is asked for six times: as it is and moved by one pixel both ways along the diagonal, all of them mirrored too; the shifted ones count half': '每张图片询问六次：原图、沿对角线向两侧各平移一个像素，并各加镜像；平移的权重减半', 'In turn': '轮流翻转',
  'Iterations': '迭代次数', 'Keep norm': '保持范数', 'Rate of the rest': '其余参数学习率倍数', 'Momentum of the rest': '其余参数动量',
  'Schedule': '学习率策略', 'Constant': '恒定', 'Step': '阶梯', 'Cosine': '余弦', 'One cycle': '单周期', 'Every': '间隔', 'Factor': '倍率', 'Final': '终值', 'Rise': '上升段', 'Start divisor': '起始除数', 'Final divisor': '终止除数', 'Straight': '直线',
  'Highest': '最高学习率', 'Warm-up': '预热', 'Epochs': '轮数', 'Batch': '批大小', 'Precision': '精度', 'Label smoothing': '标签平滑', 'Hold-out': '验证集', 'Seed': '随机种子', 'Gradient clip': '梯度裁剪', 'Average of weights': '权重平均',
  'Start values': '初始值', 'He, fan-out': 'He，fan-out', 'He, fan-in': 'He，fan-in', 'Xavier': 'Xavier', "PyTorch's defaults": 'PyTorch 默认', 'Pass on': '直通', 'Random crop': '随机裁剪', 'Mirror': '镜像翻转',
  'Whitening': '白化图片数',
  'Quick look': '快速体验', 'Standard': '标准', 'Long': '长时', 'Tutorial': '教程',
}
