using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Ml.Gan.Benchmarks.Training.Plain;

/// <summary>What a residual block does to height and width.</summary>
internal enum PlainResize
{
    Keep,
    Up,
    Down,
}

/// <summary>Two 3×3 convolutions beside a shortcut (Gulrajani et al., 2017).</summary>
internal sealed class PlainResidual : Module<Tensor, Tensor>
{
    private readonly Module<Tensor, Tensor> _branch;
    private readonly Module<Tensor, Tensor> _shortcut;

    public PlainResidual(
        int inputs, int outputs, PlainResize resize, bool isGenerator, bool spectralNorm, bool isFirst = false)
        : base("residual")
    {
        List<Module<Tensor, Tensor>> branch = [], shortcut = [];
        if (isGenerator)
            branch.Add(BatchNorm2d(inputs));
        if (!isFirst)
            branch.Add(ReLU());
        if (resize == PlainResize.Up)
            branch.Add(Upsample(scale_factor: [2, 2]));
        branch.Add(PlainLayers.Conv(inputs, outputs, 3, spectralNorm));
        if (isGenerator)
            branch.Add(BatchNorm2d(outputs));
        branch.AddRange([ReLU(), PlainLayers.Conv(outputs, outputs, 3, spectralNorm)]);
        if (resize == PlainResize.Down)
        {
            branch.Add(AvgPool2d(2));
            shortcut.Add(AvgPool2d(2));
        }
        shortcut.Add(PlainLayers.Conv(inputs, outputs, 1, spectralNorm));
        if (resize == PlainResize.Up)
            shortcut.Add(Upsample(scale_factor: [2, 2]));
        (_branch, _shortcut) = (Sequential(branch), Sequential(shortcut));
        RegisterComponents();
    }

    public override Tensor forward(Tensor input) => _branch.call(input) + _shortcut.call(input);
}
