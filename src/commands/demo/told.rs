//! What the tickets of the demonstration tell, section by section, as their template asks for it.

/// The late appointment, answered in time.
pub const APPOINTMENT: [&str; 6] = [
    "Une assurée dit que son rendez-vous a été reporté deux fois sans explication.",
    "Courriel reçu sur la boîte du service, relu le jour même.",
    "L'agenda de l'unité confirme les deux reports, faits par messagerie.",
    "Courriel : excuses, motif des reports, rendez-vous maintenu la semaine suivante.",
    "Les reports partent sans motif : le message type n'en prévoit pas.",
    "A1 ajoute le motif et un numéro de rappel au message type.",
];

/// The number nobody answered, answered too late.
pub const TELEPHONE: [&str; 6] = [
    "Un assuré dit avoir appelé plusieurs fois la permanence sans être rappelé.",
    "Appel reçu au secrétariat, résumé le jour même.",
    "La demande était restée dans la bannette d'un agent absent.",
    "Appel à l'assuré : excuses, y compris pour le délai de cette réponse.",
    "La bannette d'un agent absent n'était pas relevée.",
    "Aucune : la bannette est relevée chaque jour depuis la réunion d'unité.",
];

/// The action without its evidence.
pub const EVIDENCE: [&str; 6] = [
    "Une action est notée réalisée, et rien dans la fiche ne le montre. Une fiche sur douze relues.",
    "[MO-00391](MO-00391), étape 7 : le responsable de l'action joint la preuve.",
    "La preuve a été retrouvée et portée dans la fiche.",
    "5 pourquoi : la relance envoyée aux responsables ne demande pas la preuve.",
    "A1 supprime la cause : la relance demande la preuve.",
    "Douze fiches relues deux mois après : chaque action réalisée a sa preuve.",
];
