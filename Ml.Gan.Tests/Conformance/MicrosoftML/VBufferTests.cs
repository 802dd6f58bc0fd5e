using Microsoft.ML.Data;

namespace Ml.Gan.Tests.Conformance.MicrosoftML;

[TestClass]
public sealed class VBufferTests
{
    private readonly VBuffer<float> _dense = new(3, [1f, 2f, 3f, 99f]);
    private readonly VBuffer<float> _sparse = new(6, 2, [5f, 7f], [1, 4]);

    [TestMethod]
    public void A_dense_vector_uses_as_many_values_as_it_is_long()
    {
        Assert.IsTrue(_dense.IsDense);
        Assert.AreEqual(3, _dense.Length);
        CollectionAssert.AreEqual(new[] { 1f, 2f, 3f }, _dense.GetValues().ToArray());
        Assert.AreEqual(0, _dense.GetIndices().Length);
    }

    [TestMethod]
    public void A_sparse_vector_holds_values_at_indices()
    {
        Assert.IsFalse(_sparse.IsDense);
        Assert.AreEqual(6, _sparse.Length);
        CollectionAssert.AreEqual(new[] { 5f, 7f }, _sparse.GetValues().ToArray());
        CollectionAssert.AreEqual(new[] { 1, 4 }, _sparse.GetIndices().ToArray());
        CollectionAssert.AreEqual(new[] { 0f, 5, 0, 0, 7, 0 }, _sparse.DenseValues().ToArray());
    }

    [TestMethod]
    public void Items_are_the_explicit_ones_or_all()
    {
        CollectionAssert.AreEqual(new[] { 1, 4 }, _sparse.Items().Select(i => i.Key).ToArray());
        CollectionAssert.AreEqual(new[] { 0, 1, 2, 3, 4, 5 }, _sparse.Items(all: true).Select(i => i.Key).ToArray());
        CollectionAssert.AreEqual(new[] { 0f, 5, 0, 0, 7, 0 }, _sparse.Items(all: true).Select(i => i.Value).ToArray());
    }

    [TestMethod]
    public void Single_items_are_found_or_default()
    {
        Assert.AreEqual(3f, _dense.GetItemOrDefault(2));
        Assert.AreEqual(7f, _sparse.GetItemOrDefault(4));
        Assert.AreEqual(0f, _sparse.GetItemOrDefault(3));
        float value = 1;
        _sparse.GetItemOrDefault(1, ref value);
        Assert.AreEqual(5f, value);
        Assert.Throws<Exception>(() => _sparse.GetItemOrDefault(6));
    }

    [TestMethod]
    public void Copies_to_a_span_fill_the_gaps()
    {
        float[] target = [9, 9, 9, 9, 9, 9, 9, 9];
        _sparse.CopyTo(target.AsSpan(), 1, defaultValue: -1);
        CollectionAssert.AreEqual(new[] { 9f, -1, 5, -1, -1, 7, -1, 9 }, target);
    }

    [TestMethod]
    public void A_copy_is_independent()
    {
        float[] values = [1, 2];
        var source = new VBuffer<float>(2, values);
        VBuffer<float> copy = default;
        source.CopyTo(ref copy);
        values[0] = 10;
        Assert.AreEqual(1f, copy.GetItemOrDefault(0));
    }

    [TestMethod]
    public void A_range_of_a_sparse_vector_is_copied_with_shifted_indices()
    {
        VBuffer<float> part = default;
        _sparse.CopyTo(ref part, 3, 3);
        Assert.AreEqual(3, part.Length);
        CollectionAssert.AreEqual(new[] { 0f, 7, 0 }, part.DenseValues().ToArray());
    }

    [TestMethod]
    public void A_sparse_vector_becomes_dense()
    {
        VBuffer<float> dense = default;
        _sparse.CopyToDense(ref dense);
        Assert.IsTrue(dense.IsDense);
        CollectionAssert.AreEqual(new[] { 0f, 5, 0, 0, 7, 0 }, dense.GetValues().ToArray());
    }

    [TestMethod]
    public void A_part_of_an_array_is_copied()
    {
        VBuffer<int> target = default;
        VBuffer<int>.Copy([1, 2, 3, 4, 5], 1, ref target, 3);
        CollectionAssert.AreEqual(new[] { 2, 3, 4 }, target.DenseValues().ToArray());
    }

    [TestMethod]
    public void Too_few_values_are_refused()
    {
        Assert.Throws<Exception>(() => new VBuffer<float>(3, [1f, 2f]));
        Assert.Throws<Exception>(() => new VBuffer<float>(3, 2, [1f], [0, 1]));
        Assert.Throws<Exception>(() => new VBuffer<float>(3, 2, [1f, 2f], [0]));
    }
}
