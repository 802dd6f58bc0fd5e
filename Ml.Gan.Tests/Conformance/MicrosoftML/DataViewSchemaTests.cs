using Microsoft.ML;
using Microsoft.ML.Data;

namespace Ml.Gan.Tests.Conformance.MicrosoftML;

[TestClass]
public sealed class DataViewSchemaTests
{
    [TestMethod]
    public void Columns_keep_their_order_and_are_found_by_name()
    {
        var schema = Build(("A", NumberDataViewType.Single), ("B", TextDataViewType.Instance));
        Assert.HasCount(2, schema);
        Assert.AreEqual("A", schema[0].Name);
        Assert.AreEqual(1, schema["B"].Index);
        Assert.AreEqual(TextDataViewType.Instance, schema["B"].Type);
        Assert.IsNull(schema.GetColumnOrNull("C"));
        Assert.Throws<Exception>(() => schema["C"]);
    }

    [TestMethod]
    public void The_last_of_columns_with_the_same_name_hides_the_others()
    {
        var schema = Build(("A", NumberDataViewType.Single), ("A", NumberDataViewType.Double));
        Assert.IsTrue(schema[0].IsHidden);
        Assert.IsFalse(schema[1].IsHidden);
        Assert.AreEqual(1, schema["A"].Index);
        Assert.AreEqual(NumberDataViewType.Double, schema["A"].Type);
    }

    [TestMethod]
    public void Columns_of_a_schema_are_added_to_another_with_their_annotations()
    {
        var builder = new DataViewSchema.Builder();
        builder.AddColumn("A", NumberDataViewType.Single, Annotation("Note", 3f));
        var first = builder.ToSchema();

        var second = new DataViewSchema.Builder();
        second.AddColumns(first);
        second.AddColumn("B", NumberDataViewType.Single);
        var schema = second.ToSchema();

        float value = 0;
        schema["A"].Annotations.GetValue("Note", ref value);
        Assert.AreEqual(3f, value);
        Assert.IsEmpty(schema["B"].Annotations.Schema);
    }

    [TestMethod]
    public void Annotations_are_read_by_kind_and_type()
    {
        var names = new[] { "left".AsMemory(), "right".AsMemory() };
        var builder = new DataViewSchema.Annotations.Builder();
        builder.Add("SlotNames", new VectorDataViewType(TextDataViewType.Instance, 2),
            (ref VBuffer<ReadOnlyMemory<char>> value) => VBuffer<ReadOnlyMemory<char>>.Copy(names, 0, ref value, 2));
        builder.AddPrimitiveValue("IsNormalized", BooleanDataViewType.Instance, true);
        var schema = new DataViewSchema.Builder();
        schema.AddColumn("V", new VectorDataViewType(NumberDataViewType.Single, 2), builder.ToAnnotations());
        var column = schema.ToSchema()["V"];

        Assert.IsTrue(column.HasSlotNames());
        Assert.IsTrue(column.IsNormalized());
        VBuffer<ReadOnlyMemory<char>> read = default;
        column.GetSlotNames(ref read);
        CollectionAssert.AreEqual(new[] { "left", "right" }, read.DenseValues().Select(n => n.ToString()).ToArray());

        float number = 0;
        Assert.Throws<Exception>(() => column.Annotations.GetValue("Unknown", ref number));
        Assert.Throws<Exception>(() => column.Annotations.GetValue("IsNormalized", ref number));
    }

    [TestMethod]
    public void Annotations_are_taken_over_by_choice()
    {
        var both = new DataViewSchema.Annotations.Builder();
        both.Add(Annotation("A", 1f), _ => true);
        both.Add(Annotation("B", 2f), _ => true);
        var builder = new DataViewSchema.Annotations.Builder();
        builder.Add(both.ToAnnotations(), kind => kind == "B");

        CollectionAssert.AreEqual(new[] { "B" }, builder.ToAnnotations().Schema.Select(c => c.Name).ToArray());
    }

    [TestMethod]
    public void A_detached_column_carries_name_type_and_annotations()
    {
        var column = new DataViewSchema.DetachedColumn("A", NumberDataViewType.Int64, Annotation("Note", 5f));
        var builder = new DataViewSchema.Builder();
        builder.AddColumns([column]);
        var schema = builder.ToSchema();

        Assert.AreEqual(NumberDataViewType.Int64, schema["A"].Type);
        Assert.AreEqual("Note", schema["A"].Annotations.Schema[0].Name);
        Assert.AreEqual("A", new DataViewSchema.DetachedColumn(schema["A"]).Name);
    }

    private static DataViewSchema Build(params (string Name, DataViewType Type)[] columns)
    {
        var builder = new DataViewSchema.Builder();
        foreach (var (name, type) in columns)
            builder.AddColumn(name, type);
        return builder.ToSchema();
    }

    private static DataViewSchema.Annotations Annotation(string kind, float value)
    {
        var builder = new DataViewSchema.Annotations.Builder();
        builder.AddPrimitiveValue(kind, NumberDataViewType.Single, value);
        return builder.ToAnnotations();
    }
}
