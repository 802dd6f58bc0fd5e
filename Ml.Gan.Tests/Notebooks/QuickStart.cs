using System.Text.RegularExpressions;
using Microsoft.ML.Data;
using Ml.Gan.Onnx;

namespace Ml.Gan.Tests.Notebooks;

/// <summary>The notebook that everybody starts with, and what it makes whatever runs it.</summary>
internal static partial class QuickStart
{
    public const string NotebookFile = "quick-start.ipynb", ProgramFile = "quick-start.cs";

    private const int CellSize = 28 + 2, Scale = 2;

    private static readonly (int Width, int Height) s_grid = ((16 * CellSize + 2) * Scale, (4 * CellSize + 2) * Scale);

    private static readonly (string Name, (int, int) Size)[] s_pictures =
    [
        ("real.png", s_grid),
        ("generated.png", s_grid),
        ("morph.png", (s_grid.Width, (CellSize + 2) * Scale)),
    ];

    /// <summary>Enough to see that everything works, not enough to see digits.</summary>
    public static string WithFewSteps(string code) => Steps().Replace(code, "var steps = 40;");

    /// <summary>Checks what is shown below the cells.</summary>
    public static void CheckDisplayed(IEnumerable<string> html) =>
        CollectionAssert.AreEqual(
            s_pictures.Select(picture => picture.Size).ToArray(),
            html.Select(text => SizeOf(PictureIn(text))).ToArray());

    /// <summary>Checks what is written below the folder that the cells ran in.</summary>
    public static void CheckFiles(string folder)
    {
        folder = Path.Combine(folder, "out", "quick-start");
        foreach (var (name, size) in s_pictures)
            Assert.AreEqual(size, SizeOf(File.ReadAllBytes(Path.Combine(folder, name))), name);

        using var generator = OnnxGenerator.Load(Path.Combine(folder, "generator.onnx"));
        Assert.AreEqual("dcgan", generator.Info.Network);
        var images = generator.Sample(count: 3, seed: 7);
        Assert.AreEqual((3, 1, 28, 28), (images.Count, images.Channels, images.Height, images.Width));
        Assert.IsTrue(images.Values.ToArray().All(value => value is >= -1 and <= 1));
    }

    private static byte[] PictureIn(string html)
    {
        var picture = Picture().Match(html);
        Assert.IsTrue(picture.Success, html[..Math.Min(100, html.Length)]);
        return Convert.FromBase64String(picture.Groups[1].Value);
    }

    private static (int Width, int Height) SizeOf(byte[] picture)
    {
        using var stream = new MemoryStream(picture);
        using var image = MLImage.CreateFromStream(stream);
        Assert.IsGreaterThan(10, image.Pixels.ToArray().Distinct().Count(), "the picture is blank");
        return (image.Width, image.Height);
    }

    [GeneratedRegex(@"\bvar steps = \d+;")]
    private static partial Regex Steps();

    [GeneratedRegex("""^<img src='data:image/png;base64,([^']+)'>$""")]
    private static partial Regex Picture();
}
