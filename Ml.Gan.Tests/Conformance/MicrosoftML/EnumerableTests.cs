using Microsoft.ML;
using Microsoft.ML.Data;

namespace Ml.Gan.Tests.Conformance.MicrosoftML;

[TestClass]
public sealed class EnumerableTests
{
    private readonly MLContext _mlContext = new(seed: 1);

    [TestMethod]
    public void Members_of_all_types_come_back_as_they_went_in()
    {
        var rows = new[] { Row.Create(1), Row.Create(2), Row.Create(3) };
        var view = _mlContext.Data.LoadFromEnumerable(rows);
        var read = _mlContext.Data.CreateEnumerable<Row>(view, reuseRowObject: false).ToList();

        Assert.HasCount(3, read);
        for (int i = 0; i < rows.Length; i++)
        {
            Assert.AreEqual(rows[i].Flag, read[i].Flag);
            Assert.AreEqual(rows[i].Small, read[i].Small);
            Assert.AreEqual(rows[i].Whole, read[i].Whole);
            Assert.AreEqual(rows[i].Large, read[i].Large);
            Assert.AreEqual(rows[i].Real, read[i].Real);
            Assert.AreEqual(rows[i].Precise, read[i].Precise);
            Assert.AreEqual(rows[i].Text, read[i].Text);
            Assert.AreEqual(rows[i].Memory.ToString(), read[i].Memory.ToString());
            Assert.AreEqual(rows[i].Label, read[i].Label);
            CollectionAssert.AreEqual(rows[i].Fixed, read[i].Fixed);
            CollectionAssert.AreEqual(rows[i].Variable, read[i].Variable);
            CollectionAssert.AreEqual(rows[i].Sparse.DenseValues().ToArray(), read[i].Sparse.DenseValues().ToArray());
            CollectionAssert.AreEqual(rows[i].Words, read[i].Words);
            Assert.IsNull(read[i].Ignored);
        }
    }

    [TestMethod]
    public void Members_give_the_column_types()
    {
        var schema = _mlContext.Data.LoadFromEnumerable(new[] { Row.Create(1) }).Schema;

        Assert.AreEqual(BooleanDataViewType.Instance, schema["Flag"].Type);
        Assert.AreEqual(NumberDataViewType.Byte, schema["Small"].Type);
        Assert.AreEqual(NumberDataViewType.Int32, schema["Whole"].Type);
        Assert.AreEqual(NumberDataViewType.Int64, schema["Large"].Type);
        Assert.AreEqual(NumberDataViewType.Single, schema["Real"].Type);
        Assert.AreEqual(TextDataViewType.Instance, schema["Text"].Type);
        Assert.AreEqual(TextDataViewType.Instance, schema["Memory"].Type);
        Assert.AreEqual(new KeyDataViewType(typeof(uint), 9), schema["Label"].Type);
        Assert.AreEqual(new VectorDataViewType(NumberDataViewType.Single, 1, 2), schema["Fixed"].Type);
        Assert.AreEqual(new VectorDataViewType(NumberDataViewType.Int32), schema["Variable"].Type);
        Assert.AreEqual(NumberDataViewType.Double, schema["Renamed"].Type);
        Assert.IsNull(schema.GetColumnOrNull("Precise"));
        Assert.IsNull(schema.GetColumnOrNull("Ignored"));
    }

    [TestMethod]
    public void Every_cursor_enumerates_anew()
    {
        int enumerations = 0;
        IEnumerable<NumberRow> Rows()
        {
            enumerations++;
            foreach (var row in NumberRow.Create(3))
                yield return row;
        }
        var view = _mlContext.Data.LoadFromEnumerable(Rows());
        for (int i = 0; i < 2; i++)
            CollectionAssert.AreEqual(new[] { 0f, 1, 2 }, view.GetColumn<float>("Number").ToArray());
        Assert.AreEqual(2, enumerations);
    }

    [TestMethod]
    public void One_object_is_filled_again_and_again_on_request()
    {
        var view = _mlContext.Data.LoadFromEnumerable(NumberRow.Create(3));
        Assert.HasCount(1, _mlContext.Data.CreateEnumerable<NumberRow>(view, reuseRowObject: true).ToHashSet());
        Assert.HasCount(3, _mlContext.Data.CreateEnumerable<NumberRow>(view, reuseRowObject: false).ToHashSet());
    }

    [TestMethod]
    public void A_missing_column_is_an_error_or_ignored()
    {
        var view = _mlContext.Data.LoadFromEnumerable(NumberRow.Create(1));
        Assert.Throws<Exception>(() => _mlContext.Data.CreateEnumerable<WithExtra>(view, false).ToList());
        var row = _mlContext.Data.CreateEnumerable<WithExtra>(view, false, ignoreMissingColumns: true).Single();
        Assert.AreEqual("untouched", row.Extra);
    }

    [TestMethod]
    public void A_member_of_another_type_is_refused()
    {
        var view = _mlContext.Data.LoadFromEnumerable(NumberRow.Create(1));
        Assert.Throws<Exception>(() => _mlContext.Data.CreateEnumerable<WrongType>(view, false).ToList());
        Assert.Throws<Exception>(() => view.GetColumn<string>("Number").ToList());
    }

    [TestMethod]
    public void A_definition_changes_names_and_types()
    {
        var definition = SchemaDefinition.Create(typeof(NumberRow));
        definition[nameof(NumberRow.Pair)].ColumnType = new VectorDataViewType(NumberDataViewType.Single, 1, 2, 1);
        definition[nameof(NumberRow.Pair)].ColumnName = "Tensor";
        definition.RemoveAll(c => c.ColumnName == nameof(NumberRow.Number));
        var view = _mlContext.Data.LoadFromEnumerable(NumberRow.Create(2), definition);

        Assert.HasCount(1, view.Schema);
        Assert.AreEqual(new VectorDataViewType(NumberDataViewType.Single, 1, 2, 1), view.Schema["Tensor"].Type);
        CollectionAssert.AreEqual(new[] { 1f, -1f }, view.GetColumn<float[]>("Tensor").Last());
    }

    [TestMethod]
    public void A_definition_carries_annotations()
    {
        var definition = SchemaDefinition.Create(typeof(NumberRow));
        definition[nameof(NumberRow.Number)].AddAnnotation("Unit", "m".AsMemory(), TextDataViewType.Instance);
        var view = _mlContext.Data.LoadFromEnumerable(NumberRow.Create(1), definition);

        ReadOnlyMemory<char> unit = default;
        view.Schema["Number"].Annotations.GetValue("Unit", ref unit);
        Assert.AreEqual("m", unit.ToString());
    }

    [TestMethod]
    public void A_schema_gives_types_that_the_class_can_t_know()
    {
        var builder = new DataViewSchema.Builder();
        builder.AddColumn("Values", new VectorDataViewType(NumberDataViewType.Single, 3));
        var view = _mlContext.Data.LoadFromEnumerable(new[] { new Unsized { Values = [1, 2, 3] } }, builder.ToSchema());

        Assert.AreEqual(new VectorDataViewType(NumberDataViewType.Single, 3), view.Schema["Values"].Type);
    }

    private sealed class Row
    {
        public bool Flag;
        public byte Small;
        public int Whole { get; set; }
        public long Large { get; set; }
        public float Real { get; set; }

        [ColumnName("Renamed")]
        public double Precise { get; set; }

        public string Text { get; set; } = "";
        public ReadOnlyMemory<char> Memory { get; set; }

        [KeyType(9)]
        public uint Label { get; set; }

        [VectorType(1, 2)]
        public float[] Fixed { get; set; } = [];

        public int[] Variable { get; set; } = [];

        [VectorType(5)]
        public VBuffer<float> Sparse { get; set; }

        public string[] Words { get; set; } = [];

        [NoColumn]
        public object? Ignored { get; set; }

        public static Row Create(int i) => new()
        {
            Flag = i % 2 == 1,
            Small = (byte)(250 + i),
            Whole = -i,
            Large = long.MaxValue - i,
            Real = i / 3f,
            Precise = i / 7.0,
            Text = $"text {i}",
            Memory = $"memory {i}".AsMemory(),
            Label = (uint)i,
            Fixed = [i, i + 0.5f],
            Variable = [.. Enumerable.Range(0, i)],
            Sparse = new VBuffer<float>(5, 1, [i], [i]),
            Words = ["a", $"b{i}"],
            Ignored = new object(),
        };
    }

    private sealed class WithExtra
    {
        public float Number { get; set; }

        public string Extra { get; set; } = "untouched";
    }

    private sealed class WrongType
    {
        public int Number { get; set; }
    }

    private sealed class Unsized
    {
        public float[] Values { get; set; } = [];
    }
}
