using static TorchSharp.torch;

namespace TorchSharp.Modules
{
    /// <summary>x · weightᵀ + bias.</summary>
    public sealed class Linear : nn.Module<Tensor, Tensor>
    {
        Parameter ownWeight, ownBias;

        internal Linear(
            long inputSize, long outputSize, bool hasBias, Device device, ScalarType? dtype) : base(nameof(Linear))
        {
            areComponentsRegistered = true;
            (in_features, out_features) = (inputSize, outputSize);
            weight = Initialization.Uniform([outputSize, inputSize], inputSize, device, dtype);
            if (hasBias) bias = Initialization.Uniform([outputSize], inputSize, device, dtype);
        }

        public long in_features { get; set; }

        public long out_features { get; set; }

        public Parameter weight
        {
            get => ownWeight;
            set => Replace(nameof(weight), ownWeight = (Parameter)value.DetachFromDisposeScope());
        }

        public Parameter bias
        {
            get => ownBias;
            set => Replace(nameof(bias), ownBias = (Parameter)value?.DetachFromDisposeScope());
        }

        public override Tensor forward(Tensor tensor) => nn.functional.linear(tensor, weight, bias);
    }
}

namespace TorchSharp
{
    public static partial class torch
    {
        public static partial class nn
        {
            public static Modules.Linear Linear(
                long inputSize, long outputSize, bool hasBias = true, Device device = null, ScalarType? dtype = null) =>
                new(inputSize, outputSize, hasBias, device, dtype);
        }
    }
}
