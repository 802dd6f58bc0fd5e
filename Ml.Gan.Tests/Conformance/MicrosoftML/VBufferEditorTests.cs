using Microsoft.ML.Data;

namespace Ml.Gan.Tests.Conformance.MicrosoftML;

[TestClass]
public sealed class VBufferEditorTests
{
    [TestMethod]
    public void A_dense_vector_is_edited_and_committed()
    {
        VBuffer<float> buffer = default;
        var editor = VBufferEditor.Create(ref buffer, 3);
        Assert.AreEqual(3, editor.Values.Length);
        Assert.AreEqual(0, editor.Indices.Length);
        Assert.IsTrue(editor.CreatedNewValues);
        for (int i = 0; i < 3; i++)
            editor.Values[i] = i + 1;
        buffer = editor.Commit();

        Assert.IsTrue(buffer.IsDense);
        CollectionAssert.AreEqual(new[] { 1f, 2, 3 }, buffer.GetValues().ToArray());
    }

    [TestMethod]
    public void A_sparse_vector_has_room_for_indices()
    {
        VBuffer<float> buffer = default;
        var editor = VBufferEditor.Create(ref buffer, 10, valuesCount: 2);
        Assert.AreEqual(2, editor.Indices.Length);
        (editor.Indices[0], editor.Indices[1]) = (3, 8);
        (editor.Values[0], editor.Values[1]) = (0.5f, 1.5f);
        buffer = editor.Commit();

        Assert.IsFalse(buffer.IsDense);
        Assert.AreEqual(10, buffer.Length);
        Assert.AreEqual(1.5f, buffer.GetItemOrDefault(8));
    }

    [TestMethod]
    public void Arrays_are_used_again_where_they_are_long_enough()
    {
        var buffer = new VBuffer<float>(4, [1f, 2f, 3f, 4f]);
        var editor = VBufferEditor.Create(ref buffer, 2);
        Assert.IsFalse(editor.CreatedNewValues);
        var shorter = editor.Commit();
        Assert.AreEqual(2, shorter.Length);

        editor = VBufferEditor.Create(ref buffer, 5);
        Assert.IsTrue(editor.CreatedNewValues);
    }

    [TestMethod]
    public void Old_values_are_kept_on_request()
    {
        var buffer = new VBuffer<float>(2, [1f, 2f]);
        var editor = VBufferEditor.Create(ref buffer, 4, keepOldOnResize: true);
        Assert.AreEqual(1f, editor.Values[0]);
        Assert.AreEqual(2f, editor.Values[1]);
    }

    [TestMethod]
    public void A_commit_can_be_shorter_than_planned()
    {
        VBuffer<float> buffer = default;
        var editor = VBufferEditor.Create(ref buffer, 10, valuesCount: 3);
        (editor.Indices[0], editor.Values[0]) = (6, 42);
        buffer = editor.CommitTruncated(1);

        Assert.AreEqual(10, buffer.Length);
        CollectionAssert.AreEqual(new[] { 6 }, buffer.GetIndices().ToArray());
        Assert.AreEqual(42f, buffer.GetItemOrDefault(6));
    }

    [TestMethod]
    public void A_vector_is_edited_in_place()
    {
        var buffer = new VBuffer<float>(5, 2, [1f, 2f], [0, 4]);
        var editor = VBufferEditor.CreateFromBuffer(ref buffer);
        editor.Values[1] = 9;
        buffer = editor.Commit();

        CollectionAssert.AreEqual(new[] { 1f, 0, 0, 0, 9 }, buffer.DenseValues().ToArray());
    }
}
