using System.Runtime.InteropServices;
using TorchSharp;
using static TorchSharp.torch;

namespace Ml.Gan.Tests.Conformance.Torch;

[TestClass]
public class TensorTests
{
    [TestMethod]
    public void FactoriesFillAndType()
    {
        using DisposeScope scope = NewDisposeScope();
        Assert.AreEqual(float32, zeros(2, 3).dtype);
        CollectionAssert.AreEqual(new long[] { 2, 3 }, ones([2, 3]).shape);
        Assert.AreEqual(float64, tensor(new[] { 1.0 }).dtype);
        Assert.AreEqual(int64, arange(5).dtype);
        Numeric.AreClose([0, 0.25, 0.5, 0.75, 1], linspace(0, 1, 5));
        Numeric.AreClose([7, 7], full(2, 7f));
        Numeric.AreClose([1, 0, 0, 1], eye(2).flatten());
        Tensor like = zeros_like(ones(2, 2, dtype: float64));
        Assert.AreEqual((float64, 4L), (like.dtype, like.numel()));
        CollectionAssert.AreEqual(new long[] { 2, 2 }, tensor(new float[,] { { 1, 2 }, { 3, 4 } }).shape);
        CollectionAssert.AreEqual(
            new[] { 1f, 2f, 3f, 4f }, tensor(new float[,] { { 1, 2 }, { 3, 4 } }).data<float>().ToArray());
    }

    [TestMethod]
    public void IndexingFollowsPyTorch()
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor x = arange(24, dtype: float64).view(2, 3, 4);
        Assert.AreEqual(23.0, x[1, 2, 3].ToDouble());
        Numeric.AreClose([12, 13, 14, 15], x[1, 0]);
        Numeric.AreClose([3, 7, 11, 15, 19, 23], x[TensorIndex.Ellipsis, -1].flatten());
        Numeric.AreClose([1, 2, 13, 14], x[.., 0, 1..3].flatten());
        Numeric.AreClose([8, 10], x[0, ^1, TensorIndex.Slice(0, 4, 2)]);
        CollectionAssert.AreEqual(new long[] { 2, 1, 3, 4 }, x[TensorIndex.Colon, TensorIndex.None].shape);
        Numeric.AreClose([8, 0], x[0].index(TensorIndex.Tensor(tensor(new[] { 2L, 0L })), 0));
        Numeric.AreClose([22, 23], x[TensorIndex.Tensor(x > 21)]);
        Numeric.AreClose([4, 5, 6, 7], x.select(1, 1)[0]);
        Numeric.AreClose([0, 2, 1], tensor(new[] { 0.0, 1, 2 }).index_select(0, tensor(new[] { 0L, 2L, 1L })));
        Numeric.AreClose(
            [1, 4], tensor(new[] { 1.0, 2, 3, 4 }, [2, 2]).gather(1, tensor(new[] { 0L, 1L }, [2, 1])).flatten());
    }

    [TestMethod]
    public void IndexedAssignment()
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor x = zeros(2, 3);
        x[0, 1] = 5f;
        x[1] = tensor(new[] { 1f, 2, 3 });
        x[.., 2..] = tensor(9f);
        Numeric.AreClose([0, 5, 9, 1, 2, 9], x.flatten());
        x[TensorIndex.Tensor(x > 4)] = tensor(-1f);
        Numeric.AreClose([0, -1, -1, 1, 2, -1], x.flatten());
    }

    [TestMethod]
    public void ShapesChangeWithoutCopies()
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor x = arange(6, dtype: float64).view(2, 3);
        Numeric.AreClose([0, 3, 1, 4, 2, 5], x.t().contiguous().flatten());
        CollectionAssert.AreEqual(new long[] { 3, 2 }, x.transpose(0, 1).shape);
        CollectionAssert.AreEqual(new long[] { 1, 2, 3 }, x.unsqueeze(0).shape);
        CollectionAssert.AreEqual(new long[] { 4, 2, 3 }, x.unsqueeze(0).expand(4, -1, -1).shape);
        x.view(6)[0] = 10.0;
        Assert.AreEqual(10.0, x[0, 0].ToDouble());
        Numeric.AreClose([2, 1, 10, 5, 4, 3], x.flip(1).flatten());
        Numeric.AreClose([10, 1, 2, 3, 4, 5, 10, 1, 2, 3, 4, 5], cat([x, x]).flatten());
        CollectionAssert.AreEqual(new long[] { 2, 2, 3 }, stack([x, x]).shape);
        Tensor[] parts = x.split(2, dim: 1);
        CollectionAssert.AreEqual(new long[] { 2, 1 }, parts[1].shape);
        Assert.HasCount(3, x.chunk(3, 1));
    }

    [TestMethod]
    public void Reductions()
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor x = tensor(new[] { 1.0, -2, 3, 4, 0, 6 }, [2, 3]);
        Numeric.AreClose([2, 10], x.sum(1));
        Numeric.AreClose([2.5, -1, 4.5], x.mean([0]));
        Assert.AreEqual(6.0, x.max().ToDouble());
        Assert.AreEqual(5, x.argmax().ToInt64());
        var (values, indices) = x.max(1);
        Numeric.AreClose([3, 6], values);
        CollectionAssert.AreEqual(new[] { 2L, 2L }, indices.data<long>().ToArray());
        Numeric.AreClose([19.0 / 3, 28.0 / 3], x.var(1));
        Assert.AreEqual(Math.Sqrt(66), x.norm().ToDouble(), 1e-12);
        Numeric.AreClose([1, -1, 2, 4, 4, 10], x.cumsum(1).flatten());
        Numeric.AreClose([3, 1, 6, 4], x.topk(2, 1).values.flatten());
        Numeric.AreClose([3, 6], x.amax(1));
        Assert.IsTrue((x > -3).all().ToBoolean());
        Assert.IsFalse((x > 3).all().ToBoolean());
        Assert.IsTrue(x.isfinite().all().ToBoolean());
    }

    [TestMethod]
    public void ElementsAreReadInTheOrderOfTheIndicesWhateverTheStrides()
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor x = arange(6, dtype: float32).view(2, 3);
        CollectionAssert.AreEqual(new[] { 0f, 3, 1, 4, 2, 5 }, x.t().data<float>().ToArray());
        CollectionAssert.AreEqual(new[] { 1f, 4 }, x[.., 1].data<float>().ToArray());
        var buffer = new float[4];
        x.data<float>().CopyTo(buffer.AsSpan(), 1, 2);
        CollectionAssert.AreEqual(new[] { 0f, 2, 3, 4 }, buffer);
        x.data<float>()[1, 0] = 9;
        Assert.AreEqual(9f, x[1, 0].item<float>());
        Assert.AreEqual(6, x.data<float>().Count);
    }

    [TestMethod]
    public void BytesOfAContiguousTensor()
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor x = tensor(new[] { 1f, 2f });
        CollectionAssert.AreEqual(new byte[] { 0, 0, 0x80, 0x3f, 0, 0, 0, 0x40 }, x.bytes.ToArray());
        Tensor y = zeros(2);
        y.bytes = x.bytes;
        Numeric.AreClose([1, 2], y);
    }

    [TestMethod]
    public void ConversionsRoundTowardsZeroAndKeepTheSource()
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor x = tensor(new[] { 1.7, -1.7 });
        CollectionAssert.AreEqual(new[] { 1L, -1L }, x.to_type(int64).data<long>().ToArray());
        Assert.AreEqual(float64, x.dtype);
        Assert.AreEqual(float32, x.@float().dtype);
        Assert.AreEqual(DeviceType.CPU, x.device.type);
        Assert.AreEqual(1.7f, (float)x[0]);
    }

    [TestMethod]
    public void InPlaceOperators()
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor x = tensor(new[] { 1.0, 2 });
        x.mul_(2).add_(1).sub_(tensor(new[] { 1.0, 1 })).div_(4);
        Numeric.AreClose([0.5, 1], x);
        x.lerp_(tensor(new[] { 1.5, 2 }), tensor(0.5));
        Numeric.AreClose([1, 1.5], x);
        x.addcmul_(x, x, 2);
        Numeric.AreClose([3, 6], x);
        x.copy_(tensor(new[] { 7.0, 8 }));
        Numeric.AreClose([7, 8], x);
        x.fill_(3).zero_();
        Numeric.AreClose([0, 0], x);
    }

    [TestMethod]
    public void MistakesAreExceptionsWithLibtorchsWords()
    {
        using DisposeScope scope = NewDisposeScope();
        ExternalException e = Assert.ThrowsExactly<ExternalException>(() => ones(2, 3).matmul(ones(2, 3)));
        Assert.Contains("shapes cannot be multiplied", e.Message);
        Assert.ThrowsExactly<ExternalException>(() => ones(2) + ones(3));
        Assert.ThrowsExactly<ExternalException>(() => ones(6).view(4));
        Assert.ThrowsExactly<ExternalException>(() => ones(2)[5]);
    }

    [TestMethod]
    public void ADisposedTensorCannotBeUsed()
    {
        Tensor x = ones(2);
        x.Dispose();
        x.Dispose();
        Assert.IsTrue(x.IsInvalid);
        Assert.Throws<InvalidOperationException>(() => x + 1);
    }

    [TestMethod]
    public void TensorsPassFromThreadToThread()
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor x = randn(64, 64);
        Tensor expected = x.matmul(x);
        Tensor?[] results = new Tensor?[4];
        Thread[] threads = [.. results.Select((_, i) => new Thread(() => results[i] = x.matmul(x)))];
        foreach (Thread thread in threads) thread.Start();
        foreach (Thread thread in threads) thread.Join();
        foreach (Tensor? result in results) Numeric.AreClose(expected, result!, 0);
    }

    [TestMethod]
    public void MemoryStaysFlatInAScopePerStep()
    {
        using Tensor x = randn(1000, 1000).requires_grad_();
        void Step()
        {
            using DisposeScope scope = NewDisposeScope();
            (x.exp() * 2).tanh().sum().backward();
            x.grad.zero_();
        }
        for (int i = 0; i < 5; i++) Step();
        long before = Environment.WorkingSet;
        for (int i = 0; i < 100; i++) Step();
        Assert.IsLessThan(150_000_000, Environment.WorkingSet - before);
    }
}
