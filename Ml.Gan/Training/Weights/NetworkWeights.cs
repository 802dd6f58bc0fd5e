using Ml.Gan.Onnx;
using static TorchSharp.torch;

namespace Ml.Gan.Training.Weights;

/// <summary>Weights and running statistics of networks in a <see cref="SafetensorsFile"/>.</summary>
internal static class NetworkWeights
{
    /// <summary>What the names of a network's settings begin with in what a file says about itself.</summary>
    public const string SettingPrefix = "network.";

    private const string AverageSuffix = "_average";

    private static readonly string[] s_told =
    [
        TranslatorMetadata.System, GeneratorMetadata.Network, GeneratorMetadata.LatentSize, GeneratorMetadata.Channels,
        GeneratorMetadata.Height,
    ];

    /// <summary>
    /// Writes all networks, and where a network has an average that too: tensors are called by the network, with
    /// <c>_average</c> behind it for the average, and the layer, as <c>generator.layers.0.weight</c>.
    /// </summary>
    /// <param name="path">The file.</param>
    /// <param name="networks">The networks.</param>
    /// <param name="about">What the file says about itself.</param>
    /// <exception cref="IOException">The file can't be written.</exception>
    public static void Save(
        string path, IReadOnlyList<NamedNetwork> networks, IReadOnlyDictionary<string, string> about)
    {
        using var scope = NewDisposeScope();
        SafetensorsFile.Write(path, [.. States(networks)], about);
    }

    /// <summary>All weights and running statistics by the names that they have in files.</summary>
    public static IEnumerable<(string Name, Tensor Value)> States(IReadOnlyList<NamedNetwork> networks) =>
        Parts(networks).SelectMany(part => States(part.Name, part.Module));

    /// <summary>Those of a network, or of an average.</summary>
    /// <param name="network">Name of the network.</param>
    /// <param name="module">Weights and running statistics are this one's.</param>
    public static IEnumerable<(string Name, Tensor Value)> States(string network, nn.Module module) =>
        module.state_dict().Select(tensor => (Name(network, tensor.Key), tensor.Value));

    /// <summary>
    /// Takes over the weights of all networks that a file has, or of the first one from a <see cref="StateDict"/>; an
    /// average that it doesn't have begins as its network.
    /// </summary>
    /// <param name="path">The file.</param>
    /// <param name="networks">The networks; the first has to be in the file.</param>
    /// <returns>Names of the networks that the file has.</returns>
    /// <exception cref="GanException">
    /// The file can't be read, its networks are not of the same shapes, or a number in it isn't finite.
    /// </exception>
    public static IReadOnlyCollection<string> Load(string path, IReadOnlyList<NamedNetwork> networks)
    {
        using var file = SafetensorsFile.Open(path);
        using var scope = NewDisposeScope();
        using var frozen = no_grad();
        if (IsStateDict(file, networks[0].Module))
        {
            foreach (var module in Parts([networks[0]]).Select(part => part.Module))
                Copy(file, path, "", module);
            return [networks[0].Name];
        }
        Require(file, path, networks[0].Name);
        foreach (var network in networks.Where(network => Has(file, network.Name)))
        {
            Copy(file, path, network.Name, network.Module);
            if (network.Average is not { } average)
                continue;
            string name = AverageOf(network.Name);
            Copy(file, path, Has(file, name) ? name : network.Name, average.Network);
        }
        return [.. networks.Select(network => network.Name).Where(name => Has(file, name))];
    }

    /// <summary>Name of a network's average in files.</summary>
    public static string AverageOf(string network) => network + AverageSuffix;

    /// <summary>What a file says about itself.</summary>
    /// <exception cref="GanException">It can't be read.</exception>
    public static IReadOnlyDictionary<string, string> About(string path)
    {
        using var file = SafetensorsFile.Open(path);
        return file.About;
    }

    /// <summary>How many numbers a file's tensors have together.</summary>
    /// <exception cref="GanException">It can't be read.</exception>
    public static long Count(string path)
    {
        using var file = SafetensorsFile.Open(path);
        return file.Tensors.Values.Sum(tensor => tensor.Shape.Aggregate(1L, (product, extent) => product * extent));
    }

    private static IEnumerable<(string Name, nn.Module Module)> Parts(IReadOnlyList<NamedNetwork> networks)
    {
        foreach (var network in networks)
        {
            yield return (network.Name, network.Module);
            if (network.Average is { } average)
                yield return (AverageOf(network.Name), average.Network);
        }
    }

    private static void Copy(SafetensorsFile file, string path, string name, nn.Module module)
    {
        var states = module.state_dict();
        string prefix = Name(name, "");
        if (file.Tensors.Keys.FirstOrDefault(
            key => key.StartsWith(prefix, StringComparison.Ordinal) && !states.ContainsKey(key[prefix.Length..]))
            is { } unknown)
            throw Mismatch(
                file, path, $"'{QuotedText.Of(unknown)}' is in the file, but not in the {name} to be trained");
        foreach (var (key, target) in states)
        {
            if (!file.Tensors.TryGetValue(Name(name, key), out var entry))
                throw Mismatch(file, path, $"'{Name(name, key)}' is not in the file");
            if (!entry.Shape.SequenceEqual(target.shape))
                throw Mismatch(file, path, $"'{entry.Name}' has the shape ({Text(entry.Shape)}) in the file, "
                    + $"({Text(target.shape)}) in the {name} to be trained");
            using var value = file.Load(entry);
            if (value.is_floating_point() && !value.isfinite().all().item<bool>())
                throw new GanException(
                    $"The weights '{path}' can't be begun with: '{entry.Name}' holds numbers that aren't finite. "
                    + "Give those of a training that didn't diverge.");
            target.copy_(value);
        }
    }

    private static void Require(SafetensorsFile file, string path, string network)
    {
        if (!Has(file, network))
            throw new GanException(
                $"The weights '{path}' hold no {network}: its tensors would be called '{Name(network, "…")}', but are "
                + $"'{string.Join("', '", file.Tensors.Keys.Take(2).Select(QuotedText.Of))}'"
                + (file.Tensors.Count > 2 ? ", …" : "")
                + ". Give the weights.safetensors of a training.");
    }

    private static GanException Mismatch(SafetensorsFile file, string path, string reason)
    {
        string about = string.Join(
            ", ",
            from entry in file.About
            where s_told.Contains(entry.Key) || entry.Key.StartsWith(SettingPrefix, StringComparison.Ordinal)
            select QuotedText.Of($"{Told(entry.Key)} {entry.Value}"));
        return new GanException(
            $"The weights '{path}' are of other networks: {reason}. Train with the network, its width and other "
            + "settings, the size, channels, latent size, conditions, packing, minibatch feature and normalization of "
            + $"the training that they come from{(about.Length > 0 ? $": {about}." : ".")}");
    }

    private static string Told(string key) => key == GeneratorMetadata.Height ? "size"
        : key.StartsWith(SettingPrefix, StringComparison.Ordinal) ? key[SettingPrefix.Length..].ToLowerInvariant()
        : key.Replace('_', ' ');

    private static bool Has(SafetensorsFile file, string network)
    {
        string prefix = Name(network, "");
        return file.Tensors.Keys.Any(key => key.StartsWith(prefix, StringComparison.Ordinal));
    }

    /// <summary>Whether a file holds one network alone, without its name before those of the layers.</summary>
    private static bool IsStateDict(SafetensorsFile file, nn.Module module)
    {
        var states = module.state_dict();
        return file.Tensors.Count > 0 && file.Tensors.Keys.All(states.ContainsKey);
    }

    private static string Name(string network, string tensor) =>
        network.Length == 0 ? tensor : $"{network}.{tensor}";

    private static string Text(long[] shape) => string.Join(", ", shape);
}
