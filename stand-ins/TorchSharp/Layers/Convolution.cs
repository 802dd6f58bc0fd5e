using static TorchSharp.torch;

namespace TorchSharp.Modules;

public abstract class Convolution : nn.Module<Tensor, Tensor>
{
    protected Parameter _weight;
    protected Parameter _bias;

    private protected Convolution(
        string name, long inChannels, long outChannels, long[] kernelSize, long[] stride, long[] padding,
        long[] dilation, long groups,
        bool bias, Device device, ScalarType? dtype) : base(name)
    {
        areComponentsRegistered = true;
        (in_channels, out_channels, this.groups) = (inChannels, outChannels, groups);
        (kernel_size, this.stride, this.padding, this.dilation) = (kernelSize, stride, padding, dilation);
        long fanIn = inChannels / groups;
        foreach (long size in kernelSize) fanIn *= size;
        weight = Initialization.Uniform([outChannels, inChannels / groups, .. kernelSize], fanIn, device, dtype);
        if (bias) this.bias = Initialization.Uniform([outChannels], fanIn, device, dtype);
    }

    public long in_channels { get; }

    public long out_channels { get; }

    public long groups { get; set; }

    public long[] kernel_size { get; set; }

    public long[] stride { get; set; }

    public long[] padding { get; }

    public long[] dilation { get; set; }

    public Parameter weight
    {
        get => _weight;
        set => Replace(nameof(weight), _weight = (Parameter)value.DetachFromDisposeScope());
    }

    public Parameter bias
    {
        get => _bias;
        set => Replace(nameof(bias), _bias = (Parameter)value?.DetachFromDisposeScope());
    }
}
