/** Labels of the catalogues in shared/ (settings of plans, schedules, start values) in Simplified Chinese, by their English words. */
export const terms: Readonly<Record<string, string>> = {
  'Optimizer': '优化器', 'Momentum': '动量', 'Weight decay': '权重衰减', 'Epsilon': 'Epsilon', 'Decay of': '衰减对象', 'all': '全部', 'kernels': '仅卷积核',
  'Body': '主体', 'Head': '输出头', 'Normalisation': '归一化', 'Biases': '偏置', 'Rate': '学习率倍数', 'Decay': '衰减倍数', 'From epoch': '起始轮', 'To epoch': '结束轮',
  'Iterations': '迭代次数', 'Keep norm': '保持范数', 'Rate of the rest': '其余参数学习率倍数', 'Momentum of the rest': '其余参数动量',
  'Schedule': '学习率策略', 'Constant': '恒定', 'Step': '阶梯', 'Cosine': '余弦', 'One cycle': '单周期', 'Every': '间隔', 'Factor': '倍率', 'Final': '终值', 'Rise': '上升段', 'Start divisor': '起始除数', 'Final divisor': '终止除数', 'Straight': '直线',
  'Highest': '最高学习率', 'Warm-up': '预热', 'Epochs': '轮数', 'Batch': '批大小', 'Precision': '精度', 'Label smoothing': '标签平滑', 'Hold-out': '验证集', 'Seed': '随机种子', 'Gradient clip': '梯度裁剪', 'Average of weights': '权重平均',
  'Start values': '初始值', 'He, fan-out': 'He，fan-out', 'He, fan-in': 'He，fan-in', 'Xavier': 'Xavier', "PyTorch's defaults": 'PyTorch 默认', 'Random crop': '随机裁剪', 'Mirror': '镜像翻转',
  'Whitening': '白化图片数', 'auto': '自动',
  'Quick look': '快速体验', 'Standard': '标准', 'Long': '长时', 'Tutorial': '教程',
  'must be a number': '必须是数字', 'must be a whole number': '必须是整数', 'must be a finite number': '必须是有限的数字',
}
