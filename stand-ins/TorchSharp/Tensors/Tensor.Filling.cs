using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    public partial class Tensor
    {
        public Tensor zero_() => InPlace("zero_", this);
        public Tensor fill_(Scalar value) => InPlace("fill_.Scalar", this, value);
        public Tensor copy_(Tensor source, bool nonBlocking = false) => InPlace("copy_", this, source, nonBlocking);
        public Tensor set_(Tensor source) => InPlace("set_.source_Tensor", this, source);

        public Tensor normal_(double mean = 0, double std = 1, Generator generator = null) =>
            InPlace("normal_", this, mean, std, generator);
        public Tensor uniform_(double from, double to, Generator generator = null) =>
            InPlace("uniform_", this, from, to, generator);
        public Tensor bernoulli(Generator generator = null) => Aten.Call("bernoulli", this, generator);
        public Tensor bernoulli_(double p = 0.5, Generator generator = null) =>
            InPlace("bernoulli_.float", this, p, generator);
        public Tensor exponential_(double lambda = 1, Generator generator = null) =>
            InPlace("exponential_", this, lambda, generator);
        public Tensor random_(double from, double to, Generator generator = null) =>
            InPlace("random_.from", this, (long)from, (long)to, generator);
        public Tensor multinomial(long num_samples, bool replacement = false, Generator generator = null) =>
            Aten.Call("multinomial", this, num_samples, replacement, generator);

        public Tensor zeros_like(ScalarType? dtype = null, Device device = null, bool requires_grad = false) =>
            torch.zeros_like(this, dtype, device, requires_grad);
        public Tensor ones_like(ScalarType? dtype = null, Device device = null, bool requires_grad = false) =>
            torch.ones_like(this, dtype, device, requires_grad);
        public Tensor empty_like(ScalarType? dtype = null, Device device = null, bool requires_grad = false) =>
            torch.empty_like(this, dtype, device, requires_grad);
        public Tensor full_like(
            Scalar value, ScalarType? dtype = null, Device device = null, bool requires_grad = false) =>
            torch.full_like(this, value, dtype, device, requires_grad);
    }
}
