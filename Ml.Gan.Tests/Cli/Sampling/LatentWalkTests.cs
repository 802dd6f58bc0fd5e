using System.Buffers.Binary;
using System.Text;
using Ml.Gan.Onnx;
using Ml.Gan.Tests.Cli.Translating;
using Ml.Gan.Tests.Data;
using Ml.Gan.Tests.Onnx;

namespace Ml.Gan.Tests.Cli.Sampling;

[TestClass]
public sealed class LatentWalkTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string Model => _folder.Write("tiny.onnx", Generators.Image());

    public void Dispose() => _folder.Dispose();

    /// <summary>What knows no animations, as Skia here, shows the first picture.</summary>
    [TestMethod]
    public void It_begins_with_the_images_that_are_sampled()
    {
        Tool.Run("sample", Model, "--out", _folder["walk.png"], "--walk", "8", "--count", "4", "--seed", "3")
            .Succeeded();
        Tool.Run("sample", Model, "--out", _folder["grid.png"], "--count", "4", "--seed", "3").Succeeded();
        byte[] walk = File.ReadAllBytes(_folder["walk.png"]), grid = File.ReadAllBytes(_folder["grid.png"]);
        CollectionAssert.AreEqual(DecodedPicture.Gray(grid, out var size), DecodedPicture.Gray(walk, out var same));
        Assert.AreEqual(size, same);
        int control = walk.AsSpan().IndexOf(Encoding.ASCII.GetBytes("acTL"));
        Assert.AreEqual(8, BinaryPrimitives.ReadInt32BigEndian(walk.AsSpan(control + 4)));
    }

    [TestMethod]
    public void Frames_are_those_of_latents_on_the_way()
    {
        Tool.Run("sample", Model, "--out", _folder["walk.png"], "--walk", "6", "--device", "cpu").Succeeded();
        using var generator = OnnxGenerator.Load(Model);
        float[] path = LatentPath.Loop(LatentNoise.Rows(4, Generators.LatentSize, 1), Generators.LatentSize, 6);
        ImageGrid[] frames =
        [
            .. path.Chunk(Generators.LatentSize).Select(latent => ImageGrid.Create(generator.Generate(latent))),
        ];
        CollectionAssert.AreEqual(
            PngEncoder.EncodeAnimation(
                [.. frames.Select(frame => frame.Pixels)], frames[0].Width, frames[0].Height, frames[0].Channels),
            File.ReadAllBytes(_folder["walk.png"]));
    }

    [TestMethod]
    public void Each_class_walks()
    {
        string model = _folder.Write("classes.onnx", EchoGenerator.Bytes("""["cat", "dog", "eel"]""", image: true));
        Tool.Run("sample", model, "--out", _folder["walk.png"], "--walk", "4").Succeeded();
        Tool.Run("sample", model, "--out", _folder["grid.png"], "--count", "3").Succeeded();
        CollectionAssert.AreEqual(
            DecodedPicture.Gray(File.ReadAllBytes(_folder["grid.png"]), out _),
            DecodedPicture.Gray(File.ReadAllBytes(_folder["walk.png"]), out _));
    }

    [TestMethod]
    public void What_can_not_walk_is_refused()
    {
        string model = Model, seeds = _folder.Write("seeds.onnx", Generators.FromSeeds());
        string codes = _folder.Write("codes.onnx", EchoGenerator.Bytes(codes: "3,c2", image: true));
        Refuses(model, "--walk: --interpolate goes along latents", "--walk", "8", "--interpolate", "4");
        Refuses(seeds, "--walk: The generator makes its noise itself", "--walk", "8");
        Refuses(codes, "--walk: It goes along latents while c1", "--walk", "8", "--codes", "c1=0..1");
        Refuses(model, "--walk takes a whole number from 4", "--walk", "3");
        Refuses(model, "--walk: 10000 frames of", "--walk", "10000", "--count", "1000");
        Tool.Run("sample", model, "--out", _folder["out"], "--walk", "8").Failed(2, "--walk: It is for one picture");
    }

    private void Refuses(string model, string words, params string[] args)
    {
        Tool.Run(["sample", model, "--out", _folder["x.png"], .. args]).Failed(2, words);
        Assert.IsFalse(File.Exists(_folder["x.png"]));
    }
}
