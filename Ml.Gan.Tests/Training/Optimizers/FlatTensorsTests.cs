using Ml.Gan.Native;
using Ml.Gan.Training.Optimizers;
using static TorchSharp.torch;

namespace Ml.Gan.Tests.Training.Optimizers;

[TestClass]
public sealed class FlatTensorsTests
{
    [TestMethod]
    public void Numbers_shapes_and_strides_stay()
    {
        using var scope = NewDisposeScope();
        Tensor[] tensors =
        [
            randn(2, 3), randn(5, 2, 3, 4).permute(0, 3, 1, 2), randn(4, 6).t(), tensor(2.5f), randn(3, 1, 1),
        ];
        float[][] values = [.. tensors.Select(tensor => tensor.ToFloats())];
        long[][] strides = [.. tensors.Select(tensor => tensor.stride())];

        using var flat = new FlatTensors(tensors);

        for (int i = 0; i < tensors.Length; i++)
        {
            Assert.IsTrue(flat.Owns(i));
            CollectionAssert.AreEqual(values[i], tensors[i].ToFloats());
            CollectionAssert.AreEqual(strides[i], tensors[i].stride());
            Assert.AreEqual(0, tensors[i].storage_offset() * sizeof(float) % 64);
        }
        flat.Values.zero_();
        Assert.IsTrue(tensors.All(tensor => tensor.eq(0).all().item<bool>()), "they are views of the buffer");
    }

    [TestMethod]
    public void Views_with_gaps_or_repeats_get_memory_of_their_own()
    {
        using var scope = NewDisposeScope();
        Tensor[] tensors = [randn(4, 6)[TensorIndex.Ellipsis, TensorIndex.Slice(step: 2)], randn(1, 3).expand(2, 3)];
        float[][] values = [.. tensors.Select(tensor => tensor.ToFloats())];

        using var flat = new FlatTensors(tensors);

        for (int i = 0; i < tensors.Length; i++)
        {
            CollectionAssert.AreEqual(values[i], tensors[i].ToFloats());
            Assert.IsTrue(tensors[i].is_contiguous());
        }
    }

    [TestMethod]
    public void Neighbors_are_merged_and_others_are_not()
    {
        using var scope = NewDisposeScope();
        Tensor[] tensors = [ones(3), ones(20), ones(5), ones(7)];
        using var flat = new FlatTensors([tensors[0], tensors[1], tensors[3]]);

        Tensor[] merged = [.. FlatTensors.Merged(tensors)];

        CollectionAssert.AreEqual(new long[] { 16 + 20, 5, 7 }, merged.Select(tensor => tensor.numel()).ToArray());
        Assert.AreEqual(35, merged.Sum(tensor => tensor.sum().item<float>()), "gaps hold zeros");
    }

    [TestMethod]
    public void Tensors_outlive_the_buffer()
    {
        using var scope = NewDisposeScope();
        Tensor[] tensors = [ones(3), ones(20)];
        var flat = new FlatTensors(tensors);
        flat.Dispose();

        Assert.IsNull(FlatTensors.Find(tensors[0]));
        Assert.AreEqual(23, FlatTensors.Merged(tensors).Sum(tensor => tensor.sum().item<float>()));
    }

    [TestMethod]
    public void Only_different_float32_tensors_of_one_device_fit()
    {
        using var scope = NewDisposeScope();
        var one = ones(3);

        Assert.IsTrue(FlatTensors.Fit([one, ones(2)]));
        Assert.IsFalse(FlatTensors.Fit([]));
        Assert.IsFalse(FlatTensors.Fit([one, one]));
        Assert.IsFalse(FlatTensors.Fit([one, ones(0)]));
        Assert.IsFalse(FlatTensors.Fit([one, ones(3, ScalarType.Float64)]));
        Assert.IsFalse(FlatTensors.Fit([one, ones(3, device: META)]));
    }
}
