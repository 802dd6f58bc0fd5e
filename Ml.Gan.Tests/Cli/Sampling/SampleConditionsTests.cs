using System.Text.Json;
using Ml.Gan.Onnx;
using Ml.Gan.Tests.Data;
using Ml.Gan.Tests.Onnx;

namespace Ml.Gan.Tests.Cli.Sampling;

/// <summary>Pictures of conditional generators: each is compared with the images that typed calls give.</summary>
[TestClass]
public sealed class SampleConditionsTests
{
    private static readonly TemporaryFolder Folder = new();
    private static readonly string Labels = Write(
        "labels", EchoGenerator.Bytes("""["cat", "dog", "eel"]""", image: true));
    private static readonly string Codes = Write("codes", EchoGenerator.Bytes(codes: "3,c2", image: true));
    private static readonly string Vectors = Write("vectors", EchoGenerator.Bytes(vector: 2, image: true));
    private static readonly string Plain = Write("plain", EchoGenerator.Bytes(image: true));
    private static readonly string Seeds = Write("seeds", EchoGenerator.Bytes(seeds: true, image: true));

    [ClassCleanup]
    public static void RemoveFolder() => Folder.Dispose();

    [TestMethod]
    public void Labels_have_a_row_each()
    {
        Shows(Labels, 8, g => g.Sample(24, 1, OfLabels(0, 1, 2)), []);
        Shows(Labels, 8, g => g.Sample(24, 1, OfLabels(0, 1, 2)), ["--label", "all"]);
        Shows(
            Labels, 3, g => g.Sample(6, 7, new GeneratorConditions { Labels = [2, 2, 2, 0, 0, 0] }),
            ["--label", "eel,cat", "--columns", "3", "--seed", "7"]);
        Shows(Labels, 0, g => g.Sample(64, 1, new GeneratorConditions { Labels = [1] }), ["--label", "dog"]);
        Shows(
            Labels, 0, g => g.Sample(5, 1, new GeneratorConditions { Labels = [1] }),
            ["--label-index", "1", "--count", "5"]);
        Shows(Labels, 0, g => g.Sample(10, 1), ["--count", "10"]);
        Shows(Plain, 0, g => g.Sample(64, 1), []);
        Shows(Plain, 5, g => g.Sample(64, 1), ["--columns", "5"]);
    }

    [TestMethod]
    public void A_name_is_no_index_even_where_it_is_a_number()
    {
        string model = Write("numbers", EchoGenerator.Bytes("[\"1\", \"2\", \"3\"]", image: true));
        Shows(model, 0, g => g.Sample(64, 1, OfLabels(0)), ["--label", "1"]);
        Shows(model, 0, g => g.Sample(64, 1, OfLabels(1)), ["--label-index", "1"]);
        Shows(model, 8, g => g.Sample(16, 1, OfLabels(2, 0)), ["--label", "3,1"]);
        Shows(model, 8, g => g.Sample(16, 1, OfLabels(2, 0)), ["--label-index", "2,0"]);
        Refuses(
            model, ["--label", "0"],
            "--label: There is no class '0'; the classes are 1, 2, 3 (or by index: --label-index 0 to 2).");
        Refuses(model, ["--label-index", "3"], "--label-index: It takes indices of classes from 0 to 2", "not '3'");
        Refuses(model, ["--label-index", "cat"], "--label-index: ", "not 'cat'; names of classes are for --label");
        Refuses(model, ["--label-index", "-1"], "--label-index: ", "not '-1'");
        Refuses(model, ["--label-index", "0", "--label", "1"], "--label-index: --label names the classes already");
        Refuses(Plain, ["--label-index", "0"], "--label-index: The generator takes no labels");
    }

    [TestMethod]
    public void A_class_may_be_called_all()
    {
        string model = Write("all-classes", EchoGenerator.Bytes("[\"one\", \"all\", \"a,b\"]", image: true));
        Shows(model, 0, g => g.Sample(64, 1, OfLabels(1)), ["--label", "all"]);
        Shows(model, 0, g => g.Sample(64, 1, OfLabels(2)), ["--label", "a,b"]);
    }

    [TestMethod]
    public void A_code_goes_along_the_rows()
    {
        float[] categories = [0, 1, 2];
        Shows(Codes, 8, g => g.Traverse("c1", -2, 2, 8, 3, 1, OfCodes(("d1", categories))), ["--codes", "c1=-2..2"]);
        Shows(
            Codes, 5, g => g.Traverse("c2", 1, -1, 5, 13, 1, OfCodes(("d1", [2]))),
            ["--codes", "d1=2,c2=1..-1", "--columns", "5"]);
        Shows(Codes, 3, g => g.Traverse("d1", 0, 2, 3, 22, 1), ["--codes", "d1=0..2", "--columns", "3"]);
        Shows(Codes, 0, g => g.Sample(64, 1, OfCodes(("d1", [1]), ("c1", [0.5f]))), ["--codes", "d1=1,c1=0.5"]);
        float[] eachEightTimes = [.. categories.SelectMany(c => Enumerable.Repeat(c, 8))];
        Shows(Codes, 8, g => g.Sample(24, 1, OfCodes(("d1", eachEightTimes))), []);
        Shows(
            Codes, 8, g => g.Sample(24, 1, OfCodes(("d1", eachEightTimes), ("c2", [-1]))), ["--codes", "c2=-1"]);
    }

    [TestMethod]
    public void Rows_go_from_one_latent_to_another()
    {
        float[] Path(int row) => LatentPath.Between(
            LatentNoise.Rows(1, 2, 1, firstRow: 2 * row), LatentNoise.Rows(1, 2, 1, firstRow: 2 * row + 1), 4);
        Shows(Plain, 4, g => g.Generate([.. Path(0), .. Path(1)]), ["--interpolate", "4", "--count", "8"]);
        var inTurn = new GeneratorConditions { Labels = [0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2] };
        Shows(Labels, 4, g => g.Generate([.. Path(0), .. Path(1), .. Path(2)], inTurn), ["--interpolate", "4"]);
        Shows(
            Labels, 4, g => g.Generate([.. Path(0), .. Path(1)], new GeneratorConditions { Labels = [2] }),
            ["--interpolate", "4", "--label", "eel", "--count", "8"]);
    }

    [TestMethod]
    public void Vectors_come_from_the_command_line_or_a_file()
    {
        string file = Folder.Write("two.csv", "1,-1\n-1,0.5\n"u8.ToArray());
        Shows(
            Vectors, 0, g => g.Sample(64, 1, new GeneratorConditions { Vectors = [[-0.5f, 1]] }),
            ["--condition", "-0.5,1"]);
        Shows(
            Vectors, 2,
            g => g.Sample(4, 1, new GeneratorConditions { Vectors = [[1, -1], [1, -1], [-1, 0.5f], [-1, 0.5f]] }),
            ["--condition", file, "--columns", "2"]);
    }

    [TestMethod]
    public void What_a_generator_does_not_take_is_refused()
    {
        Refuses(Plain, ["--label", "1"], "--label: The generator takes no labels");
        Refuses(Plain, ["--codes", "c1=1"], "--codes: The generator takes no codes");
        Refuses(Plain, ["--condition", "1"], "--condition: The generator takes no vectors");
        Refuses(Labels, ["--label", "bee"], "--label: There is no class 'bee'; the classes are cat, dog, eel");
        Refuses(Labels, ["--label", "cat,dog", "--count", "9"], "--count: ", "--columns");
        Refuses(Codes, ["--codes", "c9=1"], "--codes: There is no code 'c9'; the generator has d1, c1, c2");
        Refuses(Codes, ["--codes", "d1=3"], "--codes: ", "0 to 2, not 3");
        Refuses(Codes, ["--codes", "d1=0..2"], "--codes: ", "0 to 2, not 0.28");
        Refuses(Codes, ["--codes", "c1"], "--codes: ", "as d1=3,c1=-2..2, not 'c1'");
        Refuses(Codes, ["--codes", "c1=x"], "--codes: ", "c1=0.5");
        Refuses(Codes, ["--codes", "c1=0,c1=1"], "--codes: ", "given twice");
        Refuses(Codes, ["--codes", "c1=0..1,c2=0..1"], "--codes: One code can go");
        Refuses(Codes, ["--codes", "c1=0..1", "--interpolate", "4"], "--interpolate: ", "c1 already");
        Refuses(Codes, ["--codes", "c1=0..1", "--columns", "1"], "--columns: ", "at least 2");
        Refuses(Plain, ["--interpolate", "4", "--columns", "4"], "--columns: ");
        Refuses(Seeds, ["--interpolate", "4"], "--interpolate: ", "makes its noise itself");
        Refuses(Vectors, [], "--condition: The generator takes a vector of 2 numbers");
        Refuses(Vectors, ["--condition", "1,2,3"], "--condition: ", "of 2 numbers, not 3");
        Refuses(Vectors, ["--condition", "1,x"], "--condition: It takes numbers");
        Tool.Run("sample", Vectors, "--out", Folder["x.png"], "--condition", "none.csv")
            .Failed(1, "no file 'none.csv'");
    }

    [TestMethod]
    public void Pictures_of_gigabytes_are_refused()
    {
        string many = Write("many", OfClasses(9000));
        Refuses(many, ["--label", "all", "--columns", "1000"], "--columns: 9000000 images of 1×1 pixels");
        string large = Write("large", LargeImages());
        Refuses(large, ["--count", "1000"], "--count: 1000 images of 2048×2048 pixels", "Ask for fewer images");
        Refuses(large, ["--interpolate", "1000"], "--interpolate: ", "too large");
        Refuses(large, ["--count", "1000000000"], "--count: A grid has at most 10000 images; give a folder");
        Refuses(large, ["--columns", "2147483648"], "--columns takes a whole number from 1 to 1000");
    }

    private static byte[] OfClasses(int count)
    {
        var graph = new OnnxGraph("generator");
        var table = graph.Constant("table", new float[count], count, 1);
        var label = graph.Input("label", OnnxElementType.Int64, [null]);
        var told = graph.Node("Gather", "told", [table, label], [null, 1]);
        var sum = graph.Add("sum", graph.Input("latent", null, 1), told);
        graph.Output("image", graph.Reshape("image", sum, -1, 1, 1, 1));
        graph.Metadata[GeneratorMetadata.Labels] = JsonSerializer.Serialize(
            Enumerable.Range(0, count).Select(i => $"c{i}"));
        return graph.ToBytes();
    }

    private static byte[] LargeImages()
    {
        var graph = new OnnxGraph("generator");
        var shape = graph.Constant("shape", [1L, 1, 2048, 2048], 4);
        var latent = graph.Reshape("pixel", graph.Input("latent", null, 1), -1, 1, 1, 1);
        graph.Output("image", graph.Node("Expand", "expand", [latent, shape], [null, 1, 2048, 2048]));
        return graph.ToBytes();
    }

    [TestMethod]
    public void Info_tells_what_can_be_asked_for()
    {
        string model = Write("all", EchoGenerator.Bytes("""["cat", "dog", "eel"]""", 2, "3,c2", image: true));
        string text = Tool.Run("info", model).Output;
        string[] parts =
        [
            "latent float [N, 2]", "label int64 [N]", "condition float [N, 2]", "codes float [N, 5]",
            "3: cat, dog, eel", "d1 (3 categories), c1, c2",
        ];
        foreach (string part in parts)
            Assert.Contains(part, text);
        var json = JsonDocument.Parse(Tool.Run("info", model, "--json").Output).RootElement;
        Assert.AreEqual("latent", json.GetProperty("input").GetProperty("name").GetString());
        Assert.AreEqual(4, json.GetProperty("inputs").GetArrayLength());
        Assert.AreEqual("""["cat","dog","eel"]""", JsonSerializer.Serialize(json.GetProperty("labels")));
        Assert.AreEqual(2, json.GetProperty("condition_size").GetInt32());
        Assert.AreEqual("""["d1","c1","c2"]""", JsonSerializer.Serialize(json.GetProperty("codes")));
    }

    private static void Shows(string model, int columns, Func<OnnxGenerator, ImageBatch> expected, string[] args)
    {
        Tool.Run(["sample", model, "--out", Folder["grid.png"], "--device", "cpu", .. args]).Succeeded();
        using var generator = OnnxGenerator.Load(model, new OnnxGeneratorOptions { Device = GeneratorDevice.Cpu });
        byte[] grid = ImageGrid.Create(expected(generator), new ImageGridOptions { Columns = columns }).ToPng();
        CollectionAssert.AreEqual(grid, File.ReadAllBytes(Folder["grid.png"]), string.Join(' ', args));
    }

    private static void Refuses(string model, string[] args, params string[] messageParts)
    {
        Tool.Run(["sample", model, "--out", Folder["x.png"], .. args]).Failed(2, messageParts);
        Assert.IsFalse(File.Exists(Folder["x.png"]));
    }

    private static GeneratorConditions OfLabels(params int[] rows) =>
        new GeneratorConditions { Labels = rows }.Repeat(8);

    private static GeneratorConditions OfCodes(params (string Name, float[] Values)[] codes) =>
        new() { Codes = codes.ToDictionary(code => code.Name, code => code.Values) };

    private static string Write(string name, byte[] model) => Folder.Write($"{name}.onnx", model);
}
