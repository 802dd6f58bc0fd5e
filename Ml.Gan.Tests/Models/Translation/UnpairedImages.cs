using Ml.Gan.Data;
using Ml.Gan.Models;
using Ml.Gan.Networks;

namespace Ml.Gan.Tests.Models.Translation;

/// <summary>Two sets of as many images as a batch has, 16×16, and small models that learn from them.</summary>
internal sealed class UnpairedImages : IDisposable
{
    public const int Count = 4, Side = 16;

    private readonly SampleSubset _first = Some(new Glyphs(Side)), _second = Some(new Glyphs(Side, seed: 3));

    public TranslationData Data => TranslationData.Unpaired(_first, _second);

    public TranslationGan Create(TranslationSystem system, Action<TranslationOptions>? change = null)
    {
        var options = new TranslationOptions
        {
            System = system,
            Translator = new ResNetTranslator { Width = 4, Blocks = 2 },
            PatchSize = 16,
            DiscriminatorWidth = 4,
            BatchSize = Count,
            Steps = 2,
            Seed = 5,
        };
        change?.Invoke(options);
        return TranslationGan.Create(options, Data);
    }

    public void Dispose()
    {
        _first.Dispose();
        _second.Dispose();
    }

    private static SampleSubset Some(Glyphs glyphs) =>
        new(glyphs, [.. Enumerable.Range(0, Count).Select(i => (long)i)]);
}
