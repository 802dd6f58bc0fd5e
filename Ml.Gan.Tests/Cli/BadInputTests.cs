using Ml.Gan.Tests.Data;
using TorchSharp;

namespace Ml.Gan.Tests.Cli;

/// <summary>Every refusal: one clear message, an exit code, nothing left behind.</summary>
[TestClass]
public sealed class BadInputTests
{
    private readonly TemporaryFolder _folder = new();

    [TestCleanup]
    public void RemoveFolder() => _folder.Dispose();

    [TestMethod]
    public void Data_that_cannot_be_used()
    {
        Directory.CreateDirectory(_folder["empty"]);
        string idx = _folder.Write("wrong-idx3-ubyte", IdxBytes.Labels(1, 2, 3));
        for (int i = 0; i < 5; i++)
            _folder.Write($"few/{i}.png", PictureBytes.Gray(16, 16, (_, _) => 0));
        for (int i = 0; i < 5; i++)
            _folder.Write($"bad/{i}.png", PictureBytes.Gray(16, 16, (_, _) => 0)[..(i < 2 ? 30 : ^0)]);

        RefusesTraining(1, ["--data", _folder["nowhere"]], $"'{_folder["nowhere"]}' does not exist", "builtin:glyphs");
        RefusesTraining(
            1, ["--data", _folder["empty"]], $"'{_folder["empty"]}' holds no PNG, JPEG, WebP, GIF or BMP images");
        RefusesTraining(1, ["--data", idx], $"'{idx}' is no IDX file of images", "0x00000801, expected 0x00000803");
        RefusesTraining(1, ["--data", _folder["bad"]], "More than 1 of the 5 images", "'0.png' is truncated");
        RefusesTraining(
            1, ["--data", _folder["few"], "--batch", "64"], "batch size is 64, but 'few' has only 5 samples",
            "at most 5");
    }

    [TestMethod]
    public void Options_that_do_not_fit()
    {
        foreach (string[] given in (string[][])[["--network", "dcgan"], ["--width", "8"]])
            RefusesTraining(
                2, ["--size", "20", .. given], "--size: ", "20×20 is not supported", "16, 28, 32, 64, 128 or 256");
        RefusesTraining(2, ["--epochs", "3"], "--epochs: ", "builtin:glyphs is endless");
        RefusesTraining(2, ["--epochs", "3", "--steps", "3"], "--steps and --epochs exclude one another");
        RefusesTraining(
            2, ["--network", "mlp", "--width", "8"],
            "--width is an option of dcgan, fastgan, gmmn, gran, lapgan, progressive-gan, resnet, sagan, stackgan, "
            + "stylegan2");
        RefusesTraining(
            2, ["--network", "resnet", "--hidden-units", "64"],
            "--hidden-units is an option of dcgan, which resnet doesn't have");
        RefusesTraining(
            2, ["--style-mixing", "50"],
            "--style-mixing is an option of stylegan2: name the network too, as --network stylegan2");
        RefusesTraining(
            2, ["--time-steps", "4", "--network", "dcgan"],
            "--time-steps is an option of gran, which dcgan doesn't have");
        RefusesTraining(
            2, ["--network", "sagan", "--attention-size", "13"], "--attention-size: ", "no feature maps of size 13");
        RefusesTraining(
            2, ["--network", "vgg"],
            "--network: There is no network 'vgg'. There are dcgan, fastgan, gmmn, gran, lapgan");
        RefusesTraining(
            2, ["--condition", "age", "--conditions", "ages.csv"], "--condition: There is no condition 'age'");
        RefusesTraining(2, ["--conditions", "ages.csv"], "--conditions is an option of --condition vector");
        RefusesTraining(2, ["--network", "linear-1d"], "--network: ", "single numbers");
        RefusesTraining(2, ["--batch", "0"], "--batch takes a whole number from 1 to 65536, not '0'");
        RefusesTraining(2, ["--steps", "many"], "--steps takes a whole number of at least 1, not 'many'");
        RefusesTraining(2, ["--seed", "1.5"], "--seed takes a whole number, not '1.5'");
        RefusesTraining(2, ["--learning-rate", "nan"], "--learning-rate takes a number from", "not 'nan'");
        RefusesTraining(2, ["--objective", "gan"], "--objective: There is no objective 'gan'", "hinge, least-squares");
        RefusesTraining(2, ["--objective", "f-divergence:alpha:1"], "--objective: ", "other than 0 and 1");
        RefusesTraining(2, ["--penalty", "r1:0"], "--penalty: ", "above 0; it is 0.");
        RefusesTraining(2, ["--frobnicate"], "'--frobnicate'");
        Tool.Run("train", "--data", "builtin:glyphs", "--overwrite")
            .Failed(2, "--overwrite is an option of --out; give that too");
    }

    [TestMethod]
    public void Output_folder_that_cannot_be_written()
    {
        string file = _folder.Write("file", [1]);
        Tool.Train(file).Failed(1, $"'{file}' is a file");
        Tool.Train(_folder["file/below"]).Failed(1, $"The output folder '{_folder["file/below"]}' can't be written");
        CollectionAssert.AreEqual(new byte[] { 1 }, File.ReadAllBytes(file));
    }

    [TestMethod]
    public void Cuda_where_there_is_none()
    {
        if (torch.cuda.is_available())
            Assert.Inconclusive("This machine has a CUDA device.");
        RefusesTraining(1, ["--device", "cuda"], "no CUDA device", "cpu");
        Tool.Train(_folder["run"], "--steps", "1").Succeeded();
        Tool.Run("sample", _folder["run/generator.onnx"], "--out", _folder["x.png"], "--device", "cuda")
            .Failed(1, "CUDA");
        Assert.IsFalse(File.Exists(_folder["x.png"]));
    }

    [TestMethod]
    [DataRow("sample")]
    [DataRow("info")]
    public void Models_that_are_no_generators(string command)
    {
        string[] rest = command == "sample" ? ["--out", _folder["x.png"]] : [];
        string text = _folder.Write("text.onnx", "hello, world, this is no model"u8.ToArray());
        string empty = _folder.Write("empty.onnx", []);
        string other = _folder["other.onnx"];
        var graph = new OnnxGraph("other");
        graph.Output("y", graph.Relu("relu", graph.Input("x", null, 3)));
        graph.Save(other);

        Tool.Run([command, _folder["no.onnx"], .. rest]).Failed(1, $"There is no file '{_folder["no.onnx"]}'");
        Tool.Run([command, _folder.Path, .. rest]).Failed(1, $"'{_folder.Path}' is a folder");
        Tool.Run([command, text, .. rest]).Failed(1, $"'{text}' is not an ONNX model");
        Tool.Run([command, empty, .. rest]).Failed(1, $"'{empty}' is not an ONNX model");
        Tool.Run([command, other, .. rest]).Failed(1, $"'{other}' is an ONNX model but not a generator", "latent");
        Assert.IsFalse(File.Exists(_folder["x.png"]));
    }

    [TestMethod]
    public void Pictures_that_cannot_be_written()
    {
        Tool.Train(_folder["run"], "--steps", "1").Succeeded();
        string model = _folder["run/generator.onnx"];
        Tool.Run("sample", model, "--out", _folder["grid.jpg"]).Failed(2, "--out takes the name of a .png file");
        Tool.Run("sample", model, "--out", _folder["nowhere/grid.png"])
            .Failed(1, $"'{_folder["nowhere"]}' does not exist");
        Tool.Run("sample", model, "--out", _folder["grid.png"], "--count", "0")
            .Failed(2, "--count takes a whole number");
        CollectionAssert.AreEqual(new[] { _folder["run"] }, Directory.GetFileSystemEntries(_folder.Path));
    }

    private void RefusesTraining(int code, string[] args, params string[] messageParts)
    {
        string[] before = Directory.GetFileSystemEntries(_folder.Path, "*", SearchOption.AllDirectories);
        string[] data = args.Contains("--data") ? [] : ["--data", "builtin:glyphs"];
        Tool.Run(["train", "--out", _folder["new/run"], .. data, .. args]).Failed(code, messageParts);
        CollectionAssert.AreEquivalent(
            before, Directory.GetFileSystemEntries(_folder.Path, "*", SearchOption.AllDirectories));
    }
}
