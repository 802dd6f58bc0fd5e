using System.Globalization;
using Ml.Gan.Networks;
using Ml.Gan.Onnx;
using Ml.Gan.Training.Weights;

namespace Ml.Gan.Cli.Training;

/// <summary>Network that a file of weights says to be of.</summary>
internal static class NetworkOfWeights
{
    /// <summary>The network with its settings; null where the file doesn't say which it is.</summary>
    /// <param name="path">The file.</param>
    /// <param name="asked">Holds the settings that were given.</param>
    /// <param name="given">Names of the properties that were given.</param>
    /// <exception cref="GanException">The file can't be read, or names a network that there isn't.</exception>
    public static NetworkArchitecture? Read(string path, NetworkArchitecture asked, IReadOnlySet<string> given)
    {
        var about = NetworkWeights.About(path);
        if (!about.TryGetValue(GeneratorMetadata.Network, out string? name))
            return null;
        var settings = new Dictionary<string, int>();
        foreach (var (key, text) in about)
        {
            if (key.StartsWith(NetworkWeights.SettingPrefix, StringComparison.Ordinal)
                && int.TryParse(text, NumberStyles.Integer, CultureInfo.InvariantCulture, out int value))
                settings[key[NetworkWeights.SettingPrefix.Length..]] = value;
        }
        foreach (var (property, value) in NetworkSettings.Of(asked).Where(setting => given.Contains(setting.Name)))
            settings[property] = value;
        return NetworkSettings.With(Catalog.Networks.Parse(name), settings);
    }
}
