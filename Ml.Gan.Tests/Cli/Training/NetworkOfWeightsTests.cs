using System.Text;
using Ml.Gan.Cli.Training;
using Ml.Gan.Data;
using Ml.Gan.Models;
using Ml.Gan.Networks;
using Ml.Gan.Tests.Data;

namespace Ml.Gan.Tests.Cli.Training;

/// <summary>What a file of weights says that it is of.</summary>
[TestClass]
public sealed class NetworkOfWeightsTests
{
    private static readonly HashSet<string> s_given = [];

    private readonly TemporaryFolder _folder = new();

    [TestCleanup]
    public void RemoveFolder() => _folder.Dispose();

    public static IEnumerable<object[]> Networks =>
        from entry in Catalog.Networks.Entries
        where Catalog.Networks.Parse(entry.Name) is ConvolutionalNetwork
        select new object[] { entry.Name };

    [TestMethod]
    [DynamicData(nameof(Networks))]
    public void Every_network_is_recognized_by_its_weights(string name)
    {
        var network = NetworkSettings.With(
            Catalog.Networks.Parse(name), new Dictionary<string, int> { [nameof(Dcgan.Width)] = 3 });
        using var data = new Glyphs(Takes(network, 16) ? 16 : 32);
        using (var gan = new LatentGan(new LatentGanOptions { Network = network, LatentSize = 2, Seed = 1 }, data))
            gan.SaveWeights(_folder["w"]);

        var read = NetworkOfWeights.Read(_folder["w"], new Dcgan(), s_given);

        Assert.AreEqual(network, read);
    }

    [TestMethod]
    [DataRow("Width", "4096", "of a network of width 4096, but hold 2 numbers")]
    [DataRow("Width", "-5", "that there isn't: Width of dcgan goes from 1 to 4096; it is -5")]
    [DataRow("Width", "2147483647", "goes from 1 to 4096")]
    [DataRow("HiddenUnits", "2147483647", "that there isn't: HiddenUnits of dcgan goes")]
    public void A_network_that_cannot_be_is_refused_before_it_is_built(string setting, string value, string reason)
    {
        string header = $$$"""
            {"__metadata__":{"network":"dcgan","network.{{{setting}}}":"{{{value}}}"},
            "generator.a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}}
            """;
        _folder.Write(
            "w", [.. BitConverter.GetBytes((long)header.Length), .. Encoding.UTF8.GetBytes(header), .. new byte[8]]);

        Tool.Train(_folder["run"], "--init-from", _folder["w"]).Failed(1, $"'{_folder["w"]}'");
        var refusal = Assert.ThrowsExactly<GanException>(
            () => NetworkOfWeights.Read(_folder["w"], new Dcgan(), s_given));

        Assert.Contains($"The weights '{_folder["w"]}' say that they are of a network ", refusal.Message);
        Assert.Contains(reason, refusal.Message);
    }

    private static bool Takes(NetworkArchitecture network, int size)
    {
        try
        {
            network.Check(new SampleShape(1, size, size));
            return true;
        }
        catch (GanException)
        {
            return false;
        }
    }
}
