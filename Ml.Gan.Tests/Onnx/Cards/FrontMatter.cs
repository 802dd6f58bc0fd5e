using YamlDotNet.Serialization;

namespace Ml.Gan.Tests.Onnx.Cards;

/// <summary>The front matter of a card, as YAML's own parser reads it.</summary>
internal static class FrontMatter
{
    public static Dictionary<string, object> Of(string card)
    {
        string[] parts = card.Split("---\n", 3);
        Assert.AreEqual("", parts[0], "a card begins with its front matter");
        return new DeserializerBuilder().Build().Deserialize<Dictionary<string, object>>(parts[1]);
    }

    public static string[] List(string card, string key) => [.. ((List<object>)Of(card)[key]).Cast<string>()];
}
