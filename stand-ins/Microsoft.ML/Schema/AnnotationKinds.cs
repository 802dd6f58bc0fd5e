namespace Microsoft.ML.Data;

/// <summary>Kinds of annotations that have a meaning here.</summary>
static class AnnotationKinds
{
    public const string SlotNames = "SlotNames";
    public const string KeyValues = "KeyValues";
    public const string IsNormalized = "IsNormalized";
}
