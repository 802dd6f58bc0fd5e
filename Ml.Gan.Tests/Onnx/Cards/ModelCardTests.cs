using System.Security.Cryptography;
using System.Text;
using Ml.Gan.Onnx;
using Ml.Gan.Tests.Data;

namespace Ml.Gan.Tests.Onnx.Cards;

[TestClass]
public sealed class ModelCardTests
{
    /// <summary>What breaks YAML or Markdown where it isn't quoted.</summary>
    private static readonly string[] s_hostile =
    [
        "photos: \"best\"\n---\nlicense: gpl", "# no comment", "- item", "{a: [b", "`` ` ```\n# heading", "a | b\\",
        "<script>alert(1)</script>", "yes", "1e3", "\t\u0001\u0085\u2028\uFEFF", "\ud800", "日本語 🦓", "[x](y)",
        "&a *b !c %d @e",
    ];

    private readonly TemporaryFolder _folder = new();

    [TestCleanup]
    public void RemoveFolder() => _folder.Dispose();

    public static IEnumerable<object[]> Hostile => s_hostile.Select((_, number) => new object[] { number });

    [TestMethod]
    public void A_generator_says_what_its_file_says_and_what_it_is_told()
    {
        string card = (For(graph =>
        {
            graph.Metadata[GeneratorMetadata.TrainingData] = "photos";
            graph.Metadata[GeneratorMetadata.Steps] = "1500";
            graph.Metadata[GeneratorMetadata.Seed] = "7";
        }) with
        {
            License = "mit",
            Datasets = ["ylecun/mnist"],
            Command = "mlgan train --data photos --out run",
            Options = [new("--width", "32")],
            Measures = [new("fid", "12.5")],
            SamplePicture = "samples/step 1.png",
        }).ToMarkdown();

        var front = FrontMatter.Of(card);
        Assert.AreEqual("mit", front["license"]);
        Assert.AreEqual("onnx", front["library_name"]);
        Assert.AreEqual("unconditional-image-generation", front["pipeline_tag"]);
        Assert.AreEqual("false", front["inference"]);
        Assert.Contains("tiny", FrontMatter.List(card, "tags"));
        CollectionAssert.AreEqual((string[])["ylecun/mnist"], FrontMatter.List(card, "datasets"));
        foreach (string part in (string[])
            [
                "- data: `photos`\n", "- license of the data: not stated\n", "- steps: `1500`\n", "- seed: `7`\n",
                "- `--width`: `32`\n", "- `fid`: `12.5`\n", "![samples](samples/step%201.png)", "latent float [N, 3]",
                "image float [N, 1, 2, 2]", "```sh\nmlgan train --data photos --out run\n```",
            ])
            Assert.Contains(part, card);
    }

    [TestMethod]
    public void Nothing_is_invented()
    {
        string card = For().ToMarkdown();
        Assert.AreEqual("unknown", FrontMatter.Of(card)["license"]);
        Assert.IsFalse(FrontMatter.Of(card).ContainsKey("datasets"));
        Assert.Contains("- data: not stated\n", card);
        Assert.Contains("- license of this model: not stated\n", card);
        Assert.Contains("None were taken.", card);
        Assert.Contains("Its quality was not measured.", card);
    }

    [TestMethod]
    public void A_vector_generator_has_no_task_of_images()
    {
        string card = ModelCard.For(_folder.Write("points.onnx", Generators.Vector(2))).ToMarkdown();
        Assert.IsFalse(FrontMatter.Of(card).ContainsKey("pipeline_tag"));
        Assert.Contains("sample float [N, 2]", card);
    }

    [TestMethod]
    [DynamicData(nameof(Hostile))]
    public void Texts_stay_what_they_are(int number)
    {
        string text = s_hostile[number];
        string name = text.Replace('\ud800', '\uFFFD');
        string card = (For(graph => graph.Metadata[GeneratorMetadata.Network] = name) with
        {
            License = text,
            Datasets = [text],
            Command = text,
            Options = [new(text, text)],
        }).ToMarkdown();

        var front = FrontMatter.Of(card);
        Assert.AreEqual(name, front["license"]);
        CollectionAssert.AreEqual((string[])[name], FrontMatter.List(card, "datasets"));
        Assert.AreEqual(name, FrontMatter.List(card, "tags")[^1]);
        string[] headings = [.. OutsideOfCode(card).Where(line => line.StartsWith('#'))];
        CollectionAssert.AreEqual(
            (string[])["# A generator of images", "## Training", "## Measures", "## Inputs and outputs", "## Use",
                "## Limits"],
            headings);
        Assert.DoesNotContain("<script>", string.Join('\n', OutsideOfCode(card)).Replace($"`{text}`", ""));
    }

    [TestMethod]
    public void A_card_that_someone_changed_stays()
    {
        var card = For();
        string path = _folder["README.md"];
        Assert.IsTrue(card.Save(path));
        Assert.AreEqual(card.ToMarkdown(), File.ReadAllText(path));
        Assert.IsTrue((card with { License = "mit" }).Save(path), "it is as it was written");
        Assert.AreEqual("mit", FrontMatter.Of(File.ReadAllText(path))["license"]);

        File.WriteAllText(path, File.ReadAllText(path).ReplaceLineEndings("\r\n"));
        Assert.IsTrue(card.Save(path), "Git's line endings are no change");

        foreach (string changed in (string[])
            ["# My own\n", File.ReadAllText(path).Replace("unknown", "mit"), File.ReadAllText(path) + "more\n", ""])
        {
            File.WriteAllText(path, changed);
            Assert.IsFalse(card.Save(path));
            Assert.AreEqual(changed, File.ReadAllText(path));
        }
        CollectionAssert.AreEquivalent(
            (string[])["README.md", "generator.onnx"],
            Directory.GetFiles(_folder.Path).Select(Path.GetFileName).ToArray());
    }

    [TestMethod]
    public void Its_last_line_is_the_checksum_of_what_is_above()
    {
        string card = For().ToMarkdown();
        int last = card.TrimEnd().LastIndexOf('\n');
        string hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(card[..last])));
        Assert.Contains($"sha256 {hash} -->", card[last..]);
    }

    [TestMethod]
    public void What_is_no_model_is_refused()
    {
        var refusal = Assert.ThrowsExactly<GanOnnxException>(() => ModelCard.For(_folder.Write("x.onnx", [1, 2])));
        Assert.Contains("x.onnx", refusal.Message);
    }

    /// <summary>Lines that aren't in blocks of code.</summary>
    private static IEnumerable<string> OutsideOfCode(string card)
    {
        string? fence = null;
        foreach (string line in card.Split("---\n", 3)[2].Split('\n'))
        {
            string start = new([.. line.TakeWhile(one => one == '`')]);
            if (fence is not null)
                fence = line == fence ? null : fence;
            else if (start.Length >= 3 && !line[start.Length..].Contains('`'))
                fence = start;
            else
                yield return line;
        }
    }

    private ModelCard For(Action<OnnxGraph>? change = null) =>
        ModelCard.For(_folder.Write("generator.onnx", Generators.Image(change)));
}
