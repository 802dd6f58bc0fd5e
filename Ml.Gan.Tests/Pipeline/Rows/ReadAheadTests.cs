using Microsoft.ML;
using Microsoft.ML.Data;
using Ml.Gan.Data;
using Ml.Gan.Networks;
using Ml.Gan.Onnx;

namespace Ml.Gan.Tests.Pipeline.Rows;

/// <summary>Rows are read once, in batches ahead of their consumer.</summary>
[TestClass]
public sealed class ReadAheadTests
{
    private const int Count = 200;

    private readonly MLContext _mlContext = new(seed: 1);
    private readonly List<Item> _items =
    [
        .. Enumerable.Range(0, Count).Select(i => new Item
        {
            Noise = [MathF.Sin(i), MathF.Cos(i)],
            Id = i,
            Name = i % 7 == 0 ? "" : $"item {i}",
            Words = [.. Enumerable.Range(0, i % 4).Select(k => $"{i}.{k}")],
            Day = new DateTime(2020, 1, 1).AddDays(i),
            Good = i % 3 == 0,
        }),
    ];

    private GanTransformer Fit() => _mlContext.Gan().Generator(new GanEstimator.Options
    {
        InputColumnName = "Noise",
        LatentColumnName = "Noise",
        LatentSize = 2,
        Network = new Mlp { GeneratorWidths = [8], DiscriminatorWidths = [8] },
        Steps = 2,
        BatchSize = 8,
    }).Fit(_mlContext.Data.LoadFromEnumerable(_items));

    /// <summary>As a database query without an order gives them.</summary>
    private IEnumerable<Item> Unordered()
    {
        var order = new Random(_enumerations++);
        foreach (var item in _items.OrderBy(_ => order.Next()).ToList())
            yield return item;
    }

    private int _enumerations;

    [TestMethod]
    public void Each_row_gets_its_own_sample_where_rows_come_in_another_order_each_time()
    {
        using var transformer = Fit();
        using var generator = Exported.Generator(transformer);
        var output = transformer.Transform(_mlContext.Data.LoadFromEnumerable(Unordered()));

        for (int time = 0; time < 2; time++)
        {
            var rows = Read(output);
            Assert.HasCount(Count, rows);
            foreach (var row in rows)
                AssertIsSample(generator, row);
        }
        Assert.AreEqual(2, _enumerations);
    }

    [TestMethod]
    public void All_rows_come_back_from_a_source_that_can_be_read_once()
    {
        using var transformer = Fit();
        using var generator = Exported.Generator(transformer);
        using var source = _items.GetEnumerator();
        IEnumerable<Item> Once()
        {
            while (source.MoveNext())
                yield return source.Current;
        }

        var rows = Read(transformer.Transform(_mlContext.Data.LoadFromEnumerable(Once())));

        Assert.HasCount(Count, rows);
        foreach (var row in rows)
            AssertIsSample(generator, row);
    }

    [TestMethod]
    public void Columns_of_all_types_pass_as_they_are()
    {
        using var transformer = Fit();

        var rows = Read(transformer.Transform(_mlContext.Data.LoadFromEnumerable(_items)));

        Assert.HasCount(Count, rows);
        for (int i = 0; i < Count; i++)
        {
            Assert.AreEqual(_items[i].Id, rows[i].Id);
            Assert.AreEqual(_items[i].Name, rows[i].Name);
            CollectionAssert.AreEqual(_items[i].Words, rows[i].Words);
            Assert.AreEqual(_items[i].Day, rows[i].Day);
            Assert.AreEqual(_items[i].Good, rows[i].Good);
            CollectionAssert.AreEqual(_items[i].Noise, rows[i].Noise);
        }
    }

    [TestMethod]
    public void Positions_and_row_ids_are_those_of_the_input()
    {
        using var transformer = Fit();
        var input = _mlContext.Data.LoadFromEnumerable(_items);
        var output = transformer.Transform(input);
        using var expected = input.GetRowCursor(input.Schema);
        using var actual = output.GetRowCursor(output.Schema);
        var (expectedId, actualId) = (expected.GetIdGetter(), actual.GetIdGetter());

        Assert.AreEqual(-1, actual.Position);
        while (expected.MoveNext())
        {
            Assert.IsTrue(actual.MoveNext());
            Assert.AreEqual(expected.Position, actual.Position);
            DataViewRowId one = default, other = default;
            expectedId(ref one);
            actualId(ref other);
            Assert.AreEqual(one, other);
        }
        Assert.IsFalse(actual.MoveNext());
    }

    [TestMethod]
    public void Rows_before_one_that_cannot_be_read_arrive_first()
    {
        using var transformer = Fit();
        _items[100].Noise = [float.NaN, 0];
        var output = transformer.Transform(_mlContext.Data.LoadFromEnumerable(_items));
        using var cursor = output.GetRowCursor(output.Schema);

        for (int i = 0; i < 100; i++)
            Assert.IsTrue(cursor.MoveNext());
        var exception = Assert.ThrowsExactly<GanDataException>(() => cursor.MoveNext());
        StringAssert.Contains(exception.Message, "Row 100");
    }

    [TestMethod]
    public void Images_pass_and_stay_their_owners()
    {
        var images = ImageRow.Create(12, 16);
        using var transformer = _mlContext.Gan().Generator(new GanEstimator.Options
        {
            InputColumnName = "Image",
            Network = new Mlp { GeneratorWidths = [8], DiscriminatorWidths = [8] },
            Steps = 1,
            BatchSize = 4,
        }).Fit(_mlContext.Data.LoadFromEnumerable(images));
        var output = transformer.Transform(_mlContext.Data.LoadFromEnumerable(images));
        var resized = _mlContext.Transforms.ResizeImages("Small", 8, 8, "Image")
            .Append(_mlContext.Transforms.ExtractPixels("Pixels", "Image"))
            .Append(_mlContext.Transforms.ExtractPixels("SmallPixels", "Small"))
            .Fit(output).Transform(output);

        List<PictureRow> rows = [.. _mlContext.Data.CreateEnumerable<PictureRow>(resized, reuseRowObject: false)];

        Assert.HasCount(12, rows);
        for (int i = 0; i < images.Count; i++)
        {
            // ExtractPixels gives red, green and blue planes; a gray square has three equal ones.
            byte[] expected = [.. images[i].Image.Pixels.ToArray().Chunk(4).Select(pixel => pixel[0])];
            CollectionAssert.AreEqual(expected, rows[i].Pixels.Take(256).Select(value => (byte)value).ToArray());
            Assert.HasCount(3 * 8 * 8, rows[i].SmallPixels);
            Assert.HasCount(256, rows[i].Generated);
        }
    }

    private static void AssertIsSample(OnnxGenerator generator, Output row)
    {
        float[] expected = generator.Generate(row.Noise).Values.ToArray();
        for (int i = 0; i < expected.Length; i++)
            Assert.AreEqual(expected[i], row.Generated[i], 1e-5f);
    }

    private List<Output> Read(IDataView view) =>
        [.. _mlContext.Data.CreateEnumerable<Output>(view, reuseRowObject: false)];

    private sealed class PictureRow
    {
        public float[] Pixels { get; set; } = [];

        public float[] SmallPixels { get; set; } = [];

        public float[] Generated { get; set; } = [];
    }

    private class Item
    {
        [VectorType(2)]
        public float[] Noise { get; set; } = [];

        public int Id { get; set; }

        public string Name { get; set; } = "";

        public string[] Words { get; set; } = [];

        public DateTime Day { get; set; }

        public bool Good { get; set; }
    }

    private sealed class Output : Item
    {
        [VectorType(1, 2)]
        public float[] Generated { get; set; } = [];
    }
}
