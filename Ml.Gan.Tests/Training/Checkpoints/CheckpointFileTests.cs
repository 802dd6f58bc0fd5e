using System.Text;
using System.Text.Json;
using Ml.Gan.Tests.Data;
using Ml.Gan.Training.Checkpoints;
using TorchSharp;

namespace Ml.Gan.Tests.Training.Checkpoints;

/// <summary>A checkpoint is what was written, or it is refused.</summary>
[TestClass]
public sealed class CheckpointFileTests
{
    private readonly TemporaryFolder _folder = new();

    private string Path => _folder["step-00000001.safetensors"];

    [TestCleanup]
    public void Remove() => _folder.Dispose();

    [TestMethod]
    public void Numbers_texts_tensors_and_generators_come_back_exactly()
    {
        using var weights = torch.tensor(new[] { 1f, -0f, float.Epsilon, float.MaxValue });
        using var random = new torch.Generator(5);
        Write(Exchange);
        using var expected = torch.randn(4, generator: random);

        using var file = CheckpointFile.Open(Path);
        using var read = torch.zeros(4);
        using var other = new torch.Generator(77);
        var state = new StateReader(file);
        Assert.AreEqual(long.MinValue, state.Number("whole", 0L));
        Assert.AreEqual(0.1 + 0.2, state.Number("real", 0.0));
        Assert.AreEqual("ψ", state.Text("text", null));
        Assert.IsNull(state.Text("none", null));
        state.Tensor("weights", read);
        CollectionAssert.AreEqual(weights.bytes.ToArray(), read.bytes.ToArray());
        state.Generator("random", other);
        using var drawn = torch.randn(4, generator: other);
        CollectionAssert.AreEqual(expected.bytes.ToArray(), drawn.bytes.ToArray());
        Assert.IsNull(state.OptionalTensor("nothing", null, torch.CPU));
        Assert.AreEqual("here", file.About["note"]);

        void Exchange(StateWriter state)
        {
            state.Number("whole", long.MinValue);
            state.Number("real", 0.1 + 0.2);
            state.Text("text", "ψ");
            state.Text("none", null);
            state.Tensor("weights", weights);
            state.OptionalTensor("nothing", null, torch.CPU);
            state.Generator("random", random);
        }
    }

    /// <summary>The header's length, the header, each tensor: every tenth bit of a small file.</summary>
    [TestMethod]
    public void A_flipped_bit_is_found_wherever_it_is()
    {
        WriteSmall();
        byte[] whole = File.ReadAllBytes(Path);
        for (int bit = 0; bit < whole.Length * 8; bit += 10)
        {
            byte[] changed = [.. whole];
            changed[bit / 8] ^= (byte)(1 << (bit % 8));
            File.WriteAllBytes(Path, changed);
            var refused = Assert.ThrowsExactly<GanException>(() => CheckpointFile.Open(Path).Dispose(), $"bit {bit}");
            Assert.Contains(Path, refused.Message);
        }
    }

    [TestMethod]
    public void A_file_that_was_cut_is_refused()
    {
        WriteSmall();
        byte[] whole = File.ReadAllBytes(Path);
        for (int length = 0; length < whole.Length; length += 7)
        {
            File.WriteAllBytes(Path, whole[..length]);
            Assert.ThrowsExactly<GanException>(() => CheckpointFile.Open(Path).Dispose(), $"{length} bytes");
        }
    }

    [TestMethod]
    public void Another_format_version_is_named()
    {
        WriteSmall();
        string text = Encoding.Latin1.GetString(File.ReadAllBytes(Path));
        File.WriteAllBytes(Path, Encoding.Latin1.GetBytes(
            text.Replace("\"mlgan_checkpoint\":\"1\"", "\"mlgan_checkpoint\":\"2\"", StringComparison.Ordinal)));
        var refused = Assert.ThrowsExactly<GanException>(() => CheckpointFile.Open(Path).Dispose());
        Assert.Contains("has the format version 2, and this program reads 1", refused.Message);
    }

    /// <summary>The format: 8 bytes of length, JSON, and the tensors one after the other.</summary>
    [TestMethod]
    public void It_is_a_safetensors_file()
    {
        WriteSmall();
        byte[] bytes = File.ReadAllBytes(Path);
        int length = (int)BitConverter.ToInt64(bytes);
        using var header = JsonDocument.Parse(bytes.AsMemory(8, length));
        var tensor = header.RootElement.GetProperty("a");
        Assert.AreEqual("F32", tensor.GetProperty("dtype").GetString());
        Assert.AreEqual(3, tensor.GetProperty("shape")[0].GetInt32());
        Assert.AreEqual(2f, BitConverter.ToSingle(bytes, 8 + length + 4));
    }

    private void WriteSmall()
    {
        using var first = torch.tensor(new[] { 1f, 2f, 3f });
        using var second = torch.tensor(new long[] { 7, 8 });
        Write(state =>
        {
            state.Tensor("a", first);
            state.Tensor("b", second);
            state.Number("n", 5L);
        });
    }

    private void Write(Action<StateWriter> exchange)
    {
        using var scope = torch.NewDisposeScope();
        var state = new StateWriter();
        exchange(state);
        CheckpointFile.Write(Path, state, new Dictionary<string, string> { ["note"] = "here" });
    }
}
