using System.Globalization;
using Ml.Gan.Networks;
using Ml.Gan.Onnx;
using Ml.Gan.Training.Weights;

namespace Ml.Gan.Cli.Training;

/// <summary>Network that a file of weights says to be of.</summary>
internal static class NetworkOfWeights
{
    /// <summary>Numbers of the smallest network of a catalog for each square of its width, about.</summary>
    private const long NumbersPerWidth = 16;

    /// <summary>The network with its settings; null where the file doesn't say which it is.</summary>
    /// <param name="path">The file.</param>
    /// <param name="asked">Holds the settings that were given.</param>
    /// <param name="given">Names of the properties that were given.</param>
    /// <exception cref="GanException">
    /// The file can't be read, or names a network that there isn't or that it can't be of.
    /// </exception>
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
        try
        {
            var network = NetworkSettings.With(Catalog.Networks.Parse(QuotedText.Of(name)), settings);
            RequireWidth(path, network, given);
            return network;
        }
        catch (GanOptionException e)
        {
            throw new GanException(
                $"The weights '{path}' say that they are of a network that there isn't: {e.Message}", e);
        }
    }

    /// <summary>
    /// A layer of the width takes its square of numbers, so that a file that has fewer lies, and the network that it
    /// describes need not be built to see that it doesn't fit.
    /// </summary>
    private static void RequireWidth(string path, NetworkArchitecture network, IReadOnlySet<string> given)
    {
        const string Width = nameof(Dcgan.Width);
        int width = NetworkSettings.Of(network).FirstOrDefault(setting => setting.Name == Width).Value;
        long numbers = NetworkWeights.Count(path);
        if (!given.Contains(Width) && numbers < NumbersPerWidth * width * width)
            throw new GanException(
                $"The weights '{path}' say that they are of a network of width {width}, but hold {numbers} numbers, "
                + "which is too few. Give a file as mlgan train writes it.");
    }
}
