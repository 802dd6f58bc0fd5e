using Ml.Gan.Onnx;
using Ml.Gan.Tests.Data;
using Ml.Gan.Tests.Docs;
using Ml.Gan.Tests.Onnx.Cards;

namespace Ml.Gan.Tests.Cli.Training;

/// <summary>The model card that <c>mlgan train</c> writes.</summary>
[TestClass]
public sealed class TrainingCardTests
{
    private readonly TemporaryFolder _folder = new();

    [TestCleanup]
    public void RemoveFolder() => _folder.Dispose();

    [TestMethod]
    public void A_generator_has_its_options_its_measures_and_the_command_that_makes_it_again()
    {
        string run = _folder["a run: #1"];
        Train(run).Succeeded();
        string card = Card(run);
        Assert.AreEqual("unconditional-image-generation", FrontMatter.Of(card)["pipeline_tag"]);
        Assert.AreEqual("unknown", FrontMatter.Of(card)["license"]);
        foreach (string part in (string[])
            [
                "- data: `builtin:glyphs`\n", "- license of the data: `MIT`\n", "- steps: `4`\n", "- seed: `9`\n",
                "- `--width`: `2`\n", "- `--seed`: `9`\n", "(samples/step-000004.png)", "- `mmd` ",
                "latent float [N, 5]", "image float [N, 1, 16, 16]",
            ])
            Assert.Contains(part, card.Replace("`mmd by", "`mmd` by"));
        Assert.DoesNotContain("- `--batch`: `64`", card);
        AssertUseCompiles(card);

        string line = new Document(Path.Combine(run, "README.md")).Commands.First();
        Assert.StartsWith("mlgan train ", line);
        Assert.Contains($"--out '{run}'", line);
        byte[] first = File.ReadAllBytes(Path.Combine(run, "generator.onnx"));
        Directory.Delete(run, recursive: true);
        Tool.Run([.. Words(line).Skip(1)]).Succeeded();
        CollectionAssert.AreEqual(first, File.ReadAllBytes(Path.Combine(run, "generator.onnx")));
    }

    [TestMethod]
    public void A_translator_has_its_held_out_measures()
    {
        string run = _folder["run"];
        Tool.Run(
            "train", "--system", "pix2pix", "--data", "builtin:outlines", "--out", run, "--size", "16", "--width", "4",
            "--disc-width", "4", "--patch", "1", "--batch", "4", "--steps", "2", "--hold-out", "12").Succeeded();
        string card = Card(run);
        Assert.AreEqual("image-to-image", FrontMatter.Of(card)["pipeline_tag"]);
        Assert.Contains("- `psnr`: `", card);
        Assert.Contains("- `held_out`: `12`", card);
        AssertUseCompiles(card);
    }

    [TestMethod]
    public void Two_translators_share_a_card()
    {
        string run = _folder["run"];
        Tool.Run(
            "train", "--system", "cyclegan", "--data", "builtin:thin", "--target", "builtin:bold", "--out", run,
            "--size", "16", "--width", "4", "--disc-width", "4", "--patch", "1", "--batch", "4", "--steps", "2",
            "--blocks", "1").Succeeded();
        string card = Card(run);
        Assert.Contains("`generator_ab.onnx` holds", card);
        Assert.Contains("`generator_ba.onnx` holds", card);
    }

    [TestMethod]
    public void A_captioner_is_one_from_image_to_text()
    {
        string run = _folder["run"];
        Tool.Run(
            "train", "--system", "captioning", "--data", "builtin:scenes", "--out", run, "--size", "16", "--steps", "2",
            "--latent", "4", "--word-size", "4", "--state-size", "6", "--encoder-width", "2", "--batch", "4")
            .Succeeded();
        string card = Card(run);
        Assert.AreEqual("image-to-text", FrontMatter.Of(card)["pipeline_tag"]);
        Assert.Contains("output: `tokens int64 [N, ", card);
        AssertUseCompiles(card);
    }

    [TestMethod]
    public void A_changed_card_stays_and_an_unchanged_one_is_replaced()
    {
        string run = _folder["run"], path = Path.Combine(run, "README.md");
        Train(run).Succeeded();
        Train(run, "--overwrite", "--learning-rate", "0.001").Succeeded();
        Assert.Contains("- `--learning-rate`: `0.001`", Card(run));

        File.AppendAllText(path, "My words.\n");
        string changed = Card(run);
        var again = Train(run, "--overwrite");
        again.Succeeded();
        Assert.Contains("README.md' isn't as Ml.Gan wrote it", again.Error);
        Assert.AreEqual(changed, Card(run));
    }

    [TestMethod]
    public void A_card_that_cannot_be_written_leaves_the_generator()
    {
        string run = _folder["run"];
        Directory.CreateDirectory(Path.Combine(run, "README.md"));
        var training = Train(run);
        Assert.AreEqual(1, training.Code);
        Assert.Contains("The model card can't be written", training.Error);
        using var generator = OnnxGenerator.Load(Path.Combine(run, "generator.onnx"));
        Assert.AreEqual(5, generator.Info.LatentSize);
    }

    private static Tool Train(string folder, params string[] args) => Tool.Train(
        folder,
        [
            "--steps", "4", "--sample-every", "4", "--seed", "9", "--threads", "1", "--evaluate-every", "4",
            "--evaluate-metric", "mmd", "--evaluate-count", "24", .. args,
        ]);

    private static string Card(string folder) => File.ReadAllText(Path.Combine(folder, "README.md"));

    private static void AssertUseCompiles(string card)
    {
        string code = card.Split("```csharp\n")[1].Split("```")[0];
        var problems = new Snippet(code).Problems;
        Assert.IsEmpty(problems, string.Join('\n', problems));
    }

    /// <summary>The words of a line of a shell, single quotes taken away.</summary>
    private static List<string> Words(string line)
    {
        List<string> words = [""];
        bool isQuoted = false;
        foreach (char one in line)
        {
            if (one == '\'')
                isQuoted = !isQuoted;
            else if (one == ' ' && !isQuoted)
                words.Add("");
            else
                words[^1] += one;
        }
        return words;
    }
}
